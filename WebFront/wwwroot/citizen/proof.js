/**
 * The proof of work that a start needs while there is an attack: a number which, hashed with the challenge, gives so many leading zero bits.
 * It is reckoned here rather than by the browser's own SHA-256, which answers later each time: a hundred thousand tries would take it
 * seconds, and pages over plain http do not have it.
 */

const ROUNDS = constants(64, Math.cbrt);
const BEGIN = constants(8, Math.sqrt);
const schedule = new Int32Array(64);
/** Long enough to be worth it, short enough for whoever types meanwhile. */
const SLICE = 12;

/**
 * @param {string} token @param {number} difficulty leading zero bits @param {number} patience milliseconds
 * @returns {Promise<number | null>} null where it takes longer than that
 */
export async function prove(token, difficulty, patience) {
  const start = sha256(new TextEncoder().encode(token));
  const end = performance.now() + patience;
  for (let nonce = 0; performance.now() < end;) {
    for (const pause = performance.now() + SLICE; performance.now() < pause;) {
      for (const next = nonce + 2_000; nonce < next; nonce += 1) if (zeros(start, nonce) >= difficulty) return nonce;
    }
    await new Promise((resume) => setTimeout(resume));
  }
  return null;
}

/** @param {Int32Array} start @param {number} nonce */
function zeros(start, nonce) {
  schedule.set(start);
  schedule[8] = nonce;
  schedule[9] = 0x80000000 | 0;
  schedule.fill(0, 10, 15);
  schedule[15] = 36 * 8;
  return Math.clz32(compress(BEGIN)[0]);
}

/** @param {Uint8Array} bytes */
export function sha256(bytes) {
  const padded = new DataView(new ArrayBuffer(((bytes.length + 8) >> 6) * 64 + 64));
  bytes.forEach((byte, at) => padded.setUint8(at, byte));
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(padded.byteLength - 4, bytes.length * 8);
  let hash = BEGIN;
  for (let block = 0; block < padded.byteLength; block += 64) {
    for (let word = 0; word < 16; word += 1) schedule[word] = padded.getInt32(block + word * 4);
    hash = compress(hash);
  }
  return hash;
}

/** One block, which lies in the first sixteen words of the schedule (FIPS 180-4, 6.2.2). @param {Int32Array} before */
function compress(before) {
  const w = schedule;
  for (let t = 16; t < 64; t += 1) {
    const x = w[t - 15];
    const y = w[t - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = (w[t - 16] + s0 + w[t - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = before;
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[t] + w[t]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  return Int32Array.of(
    before[0] + a, before[1] + b, before[2] + c, before[3] + d, before[4] + e, before[5] + f, before[6] + g, before[7] + h,
  );
}

/** The first bits behind the point of the roots of the first primes. @param {number} count @param {(prime: number) => number} root */
function constants(count, root) {
  const words = [];
  for (let number = 2; words.length < count; number += 1) {
    let isPrime = true;
    for (let factor = 2; factor * factor <= number; factor += 1) isPrime &&= number % factor !== 0;
    if (isPrime) words.push(((root(number) % 1) * 2 ** 32) | 0);
  }
  return Int32Array.from(words);
}
