// Side by side, the copies that stand on the old side. Of a long table those parts are copied that are near the window, and each
// other one is empty until it comes near; until then its part on the new side shows the old words too.
export const copiesOf = ({ all, text }, room, watch) => {
  // By each empty copy what it is one of.
  const empty = new Map();
  let near = [];
  const anonymous = copy => {
    for (const element of [copy, ...all("[id]", copy)]) element.removeAttribute("id");
    return copy;
  };
  const copied = element => {
    const holdsParts = element.matches(".in-parts, .in-parts > table");
    const waits = element.matches(".in-parts tbody") && !near.includes(element);
    const copy = element.cloneNode(!holdsParts && !waits);
    if (holdsParts) copy.append(...[...element.children].map(copied));
    if (waits) empty.set(copy, element);
    return copy;
  };

  return {
    empty,
    // What is to be copied is looked at before anything is moved, and what is empty is watched when all is in its place.
    look(box) {
      near = all(".in-parts tbody", box).filter(part => room.isNear(part.getBoundingClientRect(), 1));
    },
    of(block) {
      const copy = anonymous(copied(block));
      if (copy.ariaLabel) copy.ariaLabel += ", old";
      return copy;
    },
    watch() {
      for (const [copy, part] of empty) {
        part.classList.add("waiting");
        watch(copy);
      }
    },
    fill(copy) {
      const part = empty.get(copy);
      if (!part) return;
      empty.delete(copy);
      part.classList.remove("waiting");
      copy.append(...anonymous(part.cloneNode(true)).children);
      text.dispatchEvent(new Event("divided"));
    },
    forget() {
      for (const part of empty.values()) part.classList.remove("waiting");
      empty.clear();
    },
  };
};
