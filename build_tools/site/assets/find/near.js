// Whether two words differ by no more than `most` letters put in, left out, exchanged or swapped.
export const isNear = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return false;
  let [last, line] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(line[j] + 1, next[j - 1] + 1, line[j - 1] + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], last[j - 2] + 1);
    }
    if (Math.min(...next) > most) return false;
    [last, line] = [line, next];
  }
  return line[other.length] <= most;
};
