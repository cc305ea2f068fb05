// What is said of an answer beside what is found. Pure.

// `isEarlier` says whether earlier versions were searched too; `rest`, what is said of the shards that are not read.
export const saying = ({ found, absent, more, unread }, isEarlier, rest) => {
  const count = found.length + (more ?? 0);
  const shown = more ? _`, of which the first ${found.length} are shown` : "";
  const answers = count === 1 ? _("1 answer") : _`${count} answers`;
  const counted = count ? `${answers}${shown}.` : "";
  if (unread.length) return [absent, counted || _("Nothing is found yet."), rest].filter(Boolean).join(" ");
  if (absent) return `${absent} ${counted}`;
  return counted || _("Nothing is found.") + (isEarlier ? "" : _(" Earlier versions are searched only where they are chosen."));
};
