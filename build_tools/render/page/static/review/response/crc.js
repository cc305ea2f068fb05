// The check of a piece of a zip file (APPNOTE.TXT 4.4.7).
export const crcOf = data => {
  let crc = -1;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 8; bit--; ) crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320);
  }
  return ~crc >>> 0;
};
