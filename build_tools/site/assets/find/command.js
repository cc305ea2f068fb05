// What `corpus find` asks of the jump box: a query in, the answer as JSON out. No page loads this.
import { finder, SCOPES } from "./answers.js";
import { saying } from "./saying.js";

const { add, readAhead, answer } = finder(globalThis.corpusFindIndex);
(globalThis.corpusFindShards ?? []).forEach(add);
readAhead(Infinity);
globalThis.corpusAnswer = (query, isEarlier) => {
  const scopes = SCOPES.filter(scope => isEarlier || scope !== "earlier");
  const { near = [], ...answered } = answer(query, scopes);
  return JSON.stringify({ said: saying(answered, isEarlier).trim(), found: answered.found, near, unread: answered.unread });
};
