// Side by side, the copies that stand on the old side. Of a long table those parts are copied that are near the window, and each
// other one is empty until it comes near; until then its part on the new side shows the old words too.
export const copiesOf = ({ all, text }, room, watch) => {
  // By each empty copy what it is one of.
  const empty = new Map();
  let boxes = new Map();
  const anonymous = copy => {
    for (const element of [copy, ...all("[id]", copy)]) element.removeAttribute("id");
    return copy;
  };
  const copied = element => {
    const holdsParts = element.matches(".in-parts, .in-parts > table");
    const box = boxes.get(element), waits = box && !room.isNear(box, 1);
    const copy = element.cloneNode(!holdsParts && !waits);
    if (holdsParts) copy.append(...[...element.children].map(copied));
    if (waits) {
      // As high as what it is one of, so that the two sides stand in line.
      copy.style.blockSize = `${box.height}px`;
      empty.set(copy, element);
    }
    return copy;
  };

  return {
    empty,
    // What is to be copied is looked at before anything is moved, and what is empty is watched when all is in its place.
    look(box) {
      boxes = new Map(all(".in-parts tbody", box).map(part => [part, part.getBoundingClientRect()]));
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
      copy.style.blockSize = "";
      copy.append(...anonymous(part.cloneNode(true)).children);
      text.dispatchEvent(new Event("divided"));
    },
    forget() {
      for (const part of empty.values()) part.classList.remove("waiting");
      empty.clear();
    },
  };
};
