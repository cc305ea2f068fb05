// What was kept of answers and remarks, and beside it, as it stands there, whatever is of no shape that this page writes:
// nothing is lost.
import { attempt, isText } from "../page.js";

const isObject = value => typeof value === "object" && !Array.isArray(value);
const sorted = stored => {
  const { answers = {}, remarks = {}, respondent = {}, unread = [], ...others } = stored;
  if (![stored, answers, remarks, respondent].every(isObject)) return null;
  const odd = [unread].flat().filter(it => it !== null).map(it => (isText(it) ? it : JSON.stringify(it)));
  if (Object.keys(others).length) odd.push(JSON.stringify(others));
  const texts = it => Object.fromEntries(Object.entries(it).filter(([, value]) => isText(value)));
  for (const each of Object.entries(respondent)) if (!isText(each[1])) odd.push(JSON.stringify(each));
  const group = its => {
    for (const each of Object.entries(its)) if (!isText(each[1]?.said)) odd.push(JSON.stringify(each));
    return Object.fromEntries(
      Object.entries(its).filter(([, it]) => isText(it?.said) && it.said.trim()).map(([id, it]) => [id, texts(it)]),
    );
  };
  return { respondent: texts(respondent), answers: group(answers), remarks: group(remarks), unread: odd };
};
export const keptIn = raw => {
  const nothing = { respondent: {}, answers: {}, remarks: {}, unread: [] };
  if (!raw || raw === "null") return nothing;
  return attempt(() => sorted(JSON.parse(raw)), null) ?? { ...nothing, unread: [raw] };
};
