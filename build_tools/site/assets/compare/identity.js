// The texts that make a change what it is in, its id out: the first figures of their SHA-256 (FIPS 180-4), as in
// Python.
const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every(prime => n % prime)) PRIMES.push(n);
const fraction = (n, root) => ((n ** (1 / root) % 1) * 2 ** 32) | 0;
const ROUNDS = Int32Array.from(PRIMES, prime => fraction(prime, 3));
const START = PRIMES.slice(0, 8).map(prime => fraction(prime, 2));

export const sha256 = text => {
  const bytes = new TextEncoder().encode(text);
  const words = new Int32Array(((bytes.length + 8) >> 6) * 16 + 16);
  for (let at = 0; at < bytes.length; at++) words[at >> 2] |= bytes[at] << (24 - 8 * (at & 3));
  words[bytes.length >> 2] |= 0x80 << (24 - 8 * (bytes.length & 3));
  words[words.length - 1] = bytes.length * 8;
  const turned = (word, by) => (word >>> by) | (word << (32 - by));
  const hash = [...START], schedule = new Int32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d, e, f, g, h] = hash;
    for (let at = 0; at < 64; at++) {
      if (at < 16) schedule[at] = words[block + at];
      else {
        const early = schedule[at - 15], late = schedule[at - 2];
        schedule[at] =
          schedule[at - 16] + schedule[at - 7] +
          (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) + (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10));
      }
      const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[at] + schedule[at];
      const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      // One by one: an array in their place would take most of the time.
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) hash[at] = (hash[at] + word) | 0;
  }
  return hash.map(word => (word >>> 0).toString(16).padStart(8, "0")).join("");
};

// What was worked out for one choice of versions, for the next.
const DIGESTS = new Map();
const digestOf = text => DIGESTS.get(text) ?? DIGESTS.set(text, sha256(text).slice(0, 8)).get(text);

// The changes found so far; a reference to a note counts in an id as its bare number.
export const changeList = () => {
  const changes = [], given = new Map();
  const add = (change, ...identity) => {
    const digest = digestOf(identity.join("\x1f").replace(/\[\^([^\]\s]+)\]/g, "$1"));
    const count = (given.get(digest) ?? 0) + 1;
    given.set(digest, count);
    changes.push(Object.assign(change, { id: ["c", digest, ...(count > 1 ? [count] : [])].join("-") }));
    return change;
  };
  return { changes, add };
};
