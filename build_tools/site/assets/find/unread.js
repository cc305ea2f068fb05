// A query, and what was found → the shards of the index that may say more of it. Pure.
import { FIRST } from "./known.js";

const SHOWN = ["in force", "proposed", "earlier"];

// The places of the documents of which something is asked: the one that is named, or all.
const meant = ({ document }, documents) => document === undefined ? [...documents.keys()] : [document];
const shardsOf = (kind, places, documents) => places.map(place => `${kind}/${documents[place].id}`);

// Where a number is asked for, all that bears it now is known: what is found says the rest with the words of its documents,
// and earlier versions may have borne it too. One of them that is asked for has what only it has.
export const numberNeeds = (asked, { found, near = [] }, documents) => {
  const said = [...found, ...near].map(({ address }) => `words/${address.split("/")[0]}`);
  const [label] = asked.versions;
  const isEarlier = ({ versions }) => versions.some(version => version.label === label && version.standing === "earlier");
  const places = meant(asked, documents).filter(place => label === undefined || isEarlier(documents[place]));
  // What no document has may have had another number, or stand in another document.
  const earlier = found.length ? places : [...new Set([...places, ...documents.keys()])];
  return [...said, ...shardsOf("earlier", earlier, documents)];
};

// Where words are asked for, they may stand in any document, and first in the one that is named.
export const wordNeeds = (asked, scopes, documents) => {
  const places = [...new Set([...meant(asked, documents), ...documents.keys()])];
  const isOfProvisions = scopes.some(scope => SHOWN.includes(scope));
  return [
    FIRST,
    ...(isOfProvisions ? shardsOf("words", places, documents) : []),
    ...(scopes.some(scope => !SHOWN.includes(scope)) ? ["pages"] : []),
    ...(scopes.includes("earlier") ? shardsOf("earlier", places, documents) : []),
  ];
};
