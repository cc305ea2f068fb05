// A copy of the marked text as plain text: what was deleted and what was inserted stand in brackets that say so.
const MARKS_SAID = { DEL: _("deleted"), INS: _("inserted") };

const plainText = (range, text) => {
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let said = "", open = null, block = null, cell = null;
  const close = () => {
    if (open) said += "]";
    open = null;
  };
  while (nodes.nextNode()) {
    const node = nodes.currentNode, element = node.nodeType === 1 ? node : node.parentElement;
    if (!range.intersectsNode(node) || node.nodeType === 1) continue;
    if (!element.checkVisibility() || element.closest(".fold, .gap")) continue;
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.length;
    const words = node.data.slice(start, end).replace(/\s+/g, element.closest("pre") ? "$&" : " ");
    const mark = element.closest("ins, del"), stands = element.closest("p, li, pre, caption, tr, h1, h2, h3, h4, h5, h6");
    if (!stands) continue;
    if (mark !== open || stands !== block) close();
    if (stands !== block && said) said = `${said.trimEnd()}${stands.matches("tr") && block?.matches("tr") ? "\n" : "\n\n"}`;
    const own = element.closest("td, th");
    if (own && stands === block && own !== cell) said += "\t";
    if (mark && !open) said += `${/[\s(]$/.test(said) || !said ? "" : " "}[${MARKS_SAID[mark.tagName]}: `;
    else if (!mark && said.endsWith("]") && /^\w/.test(words)) said += " ";
    [open, block, cell] = [mark, stands, own];
    said += words;
  }
  close();
  return said.trim();
};

export const copiedOf = ({ on, text }, isMarked) => {
  on(text, "copy", event => {
    const selection = getSelection();
    if (!isMarked() || !selection.rangeCount || !event.clipboardData) return;
    const range = selection.getRangeAt(0), box = document.createElement("div");
    if (!range.cloneContents().querySelector("ins, del") && !range.commonAncestorContainer.parentElement?.closest("ins, del")) return;
    box.append(range.cloneContents());
    event.clipboardData.setData("text/plain", plainText(range, text));
    event.clipboardData.setData("text/html", box.innerHTML);
    event.preventDefault();
  });
};
