// What a browser keeps and what an opened file says in, both together out. Where both say something of the same, both stay.
const both = (one, other) => (!one || other.includes(one) ? other : one.includes(other) ? one : `${one}\n\n${other}`);

export const merged = (kept, { fields, answers, remarks, others }) => {
  const into = { ...kept, respondent: { ...kept.respondent }, answers: { ...kept.answers }, remarks: { ...kept.remarks } };
  const unread = others.map(it => it.said).filter(Boolean);
  for (const [name, said] of Object.entries(fields)) {
    if (into.respondent[name] && into.respondent[name] !== said) unread.push(`${name}: ${said}`);
    else into.respondent[name] = said;
  }
  const times = new Map();
  for (const { where, said } of answers) {
    const time = (times.get(where) ?? 0) + 1, name = `${time} ${where}`;
    times.set(where, time);
    if (said) into.answers[name] = { where, said: both(into.answers[name]?.said, said) };
  }
  for (const { change, said, ...rest } of remarks) {
    if (said) into.remarks[change] = { ...rest, said: both(into.remarks[change]?.said, said) };
  }
  into.unread = [...new Set([...kept.unread, ...unread])];
  return into;
};
