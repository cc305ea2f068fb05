// How a change is cited, shortly and in full, and the citation for the clipboard.
export const citationOf = ({ review, words, here, versions }) => {
  const { before, after, short } = review.dataset;
  const address = card => `${here()}#${versions}${card.dataset.id}`;
  const shortly = card => `${short}, ${words(".where", card)}, ${address(card)}`;
  const citation = card =>
    `${before}: ${words(".where", card)} (${card.dataset.named ?? card.dataset.kinds.replaceAll(" ", ", ")})` + _`, change ${card.dataset.id}. ` +
    `${after} ${address(card)}`;
  const copied = cited => async (button, card) => {
    const label = button.firstChild, said = label.data;
    try {
      await navigator.clipboard.writeText(cited(card));
      label.data = _("Copied");
      setTimeout(() => (label.data = said), 2000);
    } catch {
      prompt(_("The citation, to be copied:"), cited(card));
    }
  };
  return { citation, acts: { cite: copied(shortly), "cite-full": copied(citation) } };
};
