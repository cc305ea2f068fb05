// A file of a zip archive by its path, as text. It throws where the archive is not whole or has no such file.
import { crcOf } from "../review/response/crc.js";

export const unzipped = async (bytes, path) => {
  const view = new DataView(bytes.buffer), two = at => view.getUint16(at, true), four = at => view.getUint32(at, true);
  let at = bytes.length - 22;
  while (four(at) !== 0x6054b50) at--;
  at = four(at + 16);
  const named = () => new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + two(at + 28)));
  while (four(at) === 0x2014b50 && named() !== path) at += 46 + two(at + 28) + two(at + 30) + two(at + 32);
  if (four(at) !== 0x2014b50) throw Error(path);
  const [method, crc, size, local] = [two(at + 10), four(at + 16), four(at + 20), four(at + 42)];
  const start = local + 30 + two(local + 26) + two(local + 28);
  const stored = new Blob([bytes.subarray(start, start + size)]).stream();
  const stream = method ? stored.pipeThrough(new DecompressionStream("deflate-raw")) : stored;
  const data = new Uint8Array(await new Response(stream).arrayBuffer());
  if (crcOf(data) !== crc) throw Error(path);
  return new TextDecoder().decode(data);
};
