// The part of the window in which the text can be read, between what is fixed or sticks at its edges; bringing something into
// it, and keeping it where it is while the page round it is laid out anew.
export const roomOf = ({ one, all, text, parts }) => {
  const toolbar = one(".toolbar"), sides = one(".sides-head"), header = document.querySelector(".md-header");
  const isFixed = () => getComputedStyle(toolbar).position === "fixed";
  const top = () => {
    const own = isFixed() ? 0 : toolbar.offsetHeight;
    return (header?.getBoundingClientRect().bottom ?? 0) + own + sides.offsetHeight;
  };
  const bottom = () => {
    const sheet = isFixed() ? one(".card.current .body") ?? toolbar : null;
    return sheet ? Math.min(...[sheet, toolbar].map(each => each.getBoundingClientRect().top || innerHeight)) : innerHeight;
  };
  const visible = it => it?.getClientRects().length > 0;
  const isNear = (box, screens = 0) => box.bottom > -screens * innerHeight && box.top < (1 + screens) * innerHeight;
  // The parts of the text that are in the window, or so many screens above or below it.
  const partsNear = screens => parts.filter(part => isNear(part.getBoundingClientRect(), screens));
  const held = { element: null, top: 0 };
  // The topmost block that can be read.
  const topmost = () => {
    const from = top();
    const within = box => [...box.children].find(each => visible(each) && each.getBoundingClientRect().bottom > from + 4);
    let found = within(text);
    for (let inner = found; inner?.matches(".unchanged, .part"); ) found = (inner = within(inner)) ?? found;
    // Of two columns the one that stays when there is one again.
    return found?.matches(".pair") ? (found.querySelector(".now > *") ?? found.querySelector(".was > *")) : found;
  };

  return {
    top,
    visible,
    isNear,
    partsNear,
    // Where the reader is now: at `preferred` if it can be seen, else at the topmost block.
    hold(preferred) {
      const isSeen = it => {
        const box = it.getBoundingClientRect();
        return visible(it) && box.bottom > top() && box.top < bottom();
      };
      held.element = preferred && isSeen(preferred) ? preferred : topmost();
      held.top = held.element?.getBoundingClientRect().top ?? 0;
    },
    // There again, or what of it can be seen.
    keep() {
      let near = held.element;
      while (near && near !== text && !visible(near)) near = near.previousElementSibling ?? near.parentElement;
      if (near && near !== text && held.top < innerHeight) scrollBy(0, near.getBoundingClientRect().top - Math.max(held.top, top()));
    },
    bring(element) {
      const box = element.getBoundingClientRect(), from = top(), head = element.closest("tbody")?.parentElement.tHead;
      const covered = from + (head && one(".text").contains(head) ? head.offsetHeight : 0), free = bottom() - covered;
      scrollBy(0, box.top - covered - Math.max(8, (free - box.height) / 3));
      // Across, in a table that is wider than its frame.
      const frame = element.closest(".table-frame"), edge = frame?.getBoundingClientRect();
      if (frame && (box.left < edge.left || box.right > edge.right)) frame.scrollLeft += box.left - edge.left - 16;
    },
    // What sticks lies edge to edge, and the head of each table stays with its rows.
    edge() {
      toolbar.style.top = isFixed() || !header ? "" : `${header.getBoundingClientRect().bottom}px`;
      const from = top();
      for (const name of [".list", ".sides-head"]) one(name).style.top = isFixed() ? "" : `${from - sides.offsetHeight}px`;
      for (const frame of (parts.length ? partsNear(0) : [text]).flatMap(box => all(".table-frame", box))) {
        const box = frame.getBoundingClientRect(), { tHead } = frame.querySelector("table");
        if (!tHead) continue;
        const under = box.top < from && box.bottom > from ? Math.min(from - box.top, box.height - tHead.offsetHeight - 8) : 0;
        const said = under > 0 ? `${under}px` : "";
        if (tHead.style.top !== said) tHead.style.top = said;
      }
    },
  };
};
