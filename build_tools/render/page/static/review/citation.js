// How a change is cited, and the citation for the clipboard.
export const citationOf = ({ review, words, here, versions }) => {
  const { before, after } = review.dataset;
  const citation = card =>
    `${before}: ${words(".where", card)} (${card.dataset.kinds.replaceAll(" ", ", ")}), change ${card.dataset.id}. ` +
    `${after} ${here()}#${versions}${card.dataset.id}`;
  return {
    citation,
    acts: {
      async cite(button, card) {
        const label = button.firstChild, said = label.data;
        try {
          await navigator.clipboard.writeText(citation(card));
          label.data = "Copied";
          setTimeout(() => (label.data = said), 2000);
        } catch {
          prompt("The citation, to be copied:", citation(card));
        }
      },
    },
  };
};
