// The list of one kind of change alone.
export const filterOf = ({ one, on, cards }, refresh) => {
  const kind = one("[name=kind]");
  on(kind, "change", () => {
    const other = card => kind.value && !card.dataset.kinds.split(" ").includes(kind.value);
    for (const card of cards) card.classList.toggle("filtered", !!other(card));
    refresh();
  });
};
