// What is said of an answer beside what is found. Pure.

// `isEarlier` says whether earlier versions were searched too.
export const saying = ({ found, absent, more }, isEarlier) => {
  const count = found.length + (more ?? 0);
  const shown = more ? `, of which the first ${found.length} are shown` : "";
  const counted = count ? `${count} answer${count === 1 ? "" : "s"}${shown}.` : "";
  if (absent) return `${absent} ${counted}`;
  return counted || `Nothing is found.${isEarlier ? "" : " Earlier versions are searched only where they are chosen."}`;
};
