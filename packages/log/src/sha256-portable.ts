// SPDX-License-Identifier: EUPL-1.2

/** The first 32 bits of the fractional parts of the n-th roots of the first primes (FIPS 180-4 sections 4.2.2, 5.3.3). */
function primeRootBits(count: number, root: (prime: number) => number): Int32Array {
  const bits = new Int32Array(count)
  let found = 0
  for (let candidate = 2; found < count; candidate++) {
    let isPrime = true
    for (let d = 2; d * d <= candidate; d++) if (candidate % d === 0) isPrime = false
    if (!isPrime) continue
    const value = root(candidate)
    bits[found++] = Math.floor((value - Math.floor(value)) * 2 ** 32)
  }
  return bits
}

const blockLength = 64
const roundConstants = primeRootBits(64, Math.cbrt)
const initialState = primeRootBits(8, Math.sqrt)

// Working space of one call: nothing here outlives it, and an audit hashes millions of times.
const state = new Int32Array(8)
const schedule = new Int32Array(64)
const tail = new Uint8Array(2 * blockLength)
const tailView = new DataView(tail.buffer)

/** Takes one block, from `at` on, into the state (section 6.2.2). Signed words, which engines keep in registers. */
function compress(bytes: Uint8Array, at: number): void {
  for (let i = 0, b = at; i < 16; i++, b += 4) {
    schedule[i] =
      ((bytes[b] ?? 0) << 24) | ((bytes[b + 1] ?? 0) << 16) | ((bytes[b + 2] ?? 0) << 8) | (bytes[b + 3] ?? 0)
  }
  for (let i = 16; i < 64; i++) {
    const a = schedule[i - 15] ?? 0
    const b = schedule[i - 2] ?? 0
    const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3)
    const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10)
    schedule[i] = ((schedule[i - 16] ?? 0) + s0 + (schedule[i - 7] ?? 0) + s1) | 0
  }
  let a = state[0] ?? 0
  let b = state[1] ?? 0
  let c = state[2] ?? 0
  let d = state[3] ?? 0
  let e = state[4] ?? 0
  let f = state[5] ?? 0
  let g = state[6] ?? 0
  let h = state[7] ?? 0
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const choice = (e & f) ^ (~e & g)
    const t1 = (h + s1 + choice + (roundConstants[i] ?? 0) + (schedule[i] ?? 0)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const majority = (a & b) ^ (a & c) ^ (b & c)
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + s0 + majority) | 0
  }
  state[0] = (state[0] ?? 0) + a
  state[1] = (state[1] ?? 0) + b
  state[2] = (state[2] ?? 0) + c
  state[3] = (state[3] ?? 0) + d
  state[4] = (state[4] ?? 0) + e
  state[5] = (state[5] ?? 0) + f
  state[6] = (state[6] ?? 0) + g
  state[7] = (state[7] ?? 0) + h
}

/** SHA-256 (FIPS 180-4 section 6.2) in plain JavaScript, for places without a synchronous native one. */
export function sha256PortableInto(data: Uint8Array, out: Uint8Array, offset: number): void {
  state.set(initialState)
  const whole = data.length - (data.length % blockLength)
  for (let at = 0; at < whole; at += blockLength) compress(data, at)

  const rest = data.length - whole
  const tailLength = rest + 9 <= blockLength ? blockLength : 2 * blockLength
  tail.fill(0, 0, tailLength)
  for (let i = 0; i < rest; i++) tail[i] = data[whole + i] ?? 0
  tail[rest] = 0x80
  tailView.setUint32(tailLength - 8, Math.floor(data.length / 2 ** 29))
  tailView.setUint32(tailLength - 4, (data.length * 8) % 2 ** 32)
  for (let at = 0; at < tailLength; at += blockLength) compress(tail, at)

  for (let i = 0; i < 8; i++) {
    const word = state[i] ?? 0
    out[offset + 4 * i] = word >>> 24
    out[offset + 4 * i + 1] = word >>> 16
    out[offset + 4 * i + 2] = word >>> 8
    out[offset + 4 * i + 3] = word
  }
}
