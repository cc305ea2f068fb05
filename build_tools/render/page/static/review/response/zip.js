// Texts by their paths in, the pieces of a zip file out: stored, not squeezed (APPNOTE.TXT 4.3), all dated 1 January 1980.
import { crcOf } from "./crc.js";

export const corpusZip = texts => {
  // Of each byte the lowest eight bits are kept.
  const numbers = (size, ...values) => values.flatMap(value => Array.from({ length: size }, (_, at) => value >>> (8 * at)));
  const pieces = [], index = [];
  let start = 0;
  for (const [path, text] of Object.entries(texts)) {
    const [name, data] = [path, text].map(each => new TextEncoder().encode(each));
    // The version that it takes to read it, names in UTF-8, stored, time and date; then what is in it.
    const head = [...numbers(2, 20, 2048, 0, 0, 33), ...numbers(4, crcOf(data), data.length, data.length, name.length)];
    pieces.push(new Uint8Array([...numbers(4, 0x4034b50), ...head, ...name]), data);
    index.push(...numbers(4, 0x2014b50), 20, 0, ...head, ...numbers(10, 0), ...numbers(4, start), ...name);
    start += 30 + name.length + data.length;
  }
  const count = pieces.length / 2;
  const end = [...numbers(4, 0x6054b50, 0), ...numbers(2, count, count), ...numbers(4, index.length, start), 0, 0];
  return [...pieces, new Uint8Array([...index, ...end])];
};
