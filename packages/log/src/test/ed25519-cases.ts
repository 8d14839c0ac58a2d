// SPDX-License-Identifier: EUPL-1.2
// What RFC 8032 leaves open and engines decide differently: points of small order, spellings beyond p, S beyond L.
import { createHash } from 'node:crypto'
import { computeKeyId, keyTypes, type NoteSigner, type VerifierKey } from '../index.ts'
import { testKey } from './keys.ts'

/** The order of edwards25519's large group (RFC 8032 section 5.1). */
const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
const sha512 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha512').update(Buffer.concat(parts)).digest()

/** Signs with the key of `testKey`, and R the point of order 1: a signature that holds in some engines. It tells the key. */
export function smallOrderSigner(name: string, seed: number): NoteSigner {
  const { key, signer } = testKey(name, seed)
  const secret = sha512(Buffer.alloc(32, seed)).subarray(0, 32)
  secret[0] = (secret[0] ?? 0) & 0xf8
  secret[31] = ((secret[31] ?? 0) & 0x3f) | 0x40
  const r = Buffer.alloc(32)
  r[0] = 1
  const sign = (message: Uint8Array): Uint8Array => {
    const s = (numberOf(sha512(r, key.publicKey, message)) * numberOf(secret)) % order
    return Buffer.concat([r, Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()])
  }
  return { ...signer, sign }
}

/** The point of order 1 as a key. Its signature of every text is the same: R is the base point, and S is 1. */
export function keyOfAnybody(name: string): VerifierKey & NoteSigner {
  const publicKey = Buffer.alloc(32)
  publicKey[0] = 1
  const signature = Buffer.concat([Buffer.alloc(32, 0x66), publicKey])
  signature[0] = 0x58
  const type = keyTypes.ed25519
  return { name, type, publicKey, keyId: computeKeyId(name, type, publicKey), sign: () => signature }
}

/** The points of order 1, 2, 4 and 8 of edwards25519, in every spelling that some engine reads. */
export const smallOrderPoints = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].flatMap((point) => {
  const other = Buffer.from(point, 'hex')
  other[31] = (other[31] ?? 0) | 0x80
  return [point, other.toString('hex')]
})

/** A signature, in hexadecimal, and whether the package takes it; `isValidInGo` where Go says otherwise. */
export interface SignatureCase {
  readonly name: string
  readonly publicKey: string
  readonly message: string
  readonly signature: string
  readonly isValid: boolean
  readonly isValidInGo?: boolean
}

/** Signatures that engines judge differently, in hexadecimal. Made from the curve's own equations. */
export const signatureCases: readonly SignatureCase[] = [
  {
    name: 'everything is honest',
    publicKey: '4f32305e96ff2d4090c4945c48e9250c2db5a1ca292c589da7d4d73d1b58cd9b',
    message: '6d7367',
    signature:
      'b31b20f50426242514d81b383548bd90de72fd0b8cf2382a88f9f52ce5076b233b0543cba25fd7ea59eba481f2a9cb6a172e15e5e2746453bb1081dbf5dc980a',
    isValid: true,
  },
  {
    name: 'S is beyond L',
    publicKey: '4f32305e96ff2d4090c4945c48e9250c2db5a1ca292c589da7d4d73d1b58cd9b',
    message: '6d7367',
    signature:
      'b31b20f50426242514d81b383548bd90de72fd0b8cf2382a88f9f52ce5076b2328d93828bdc2e94230889c24d1a3aa7f172e15e5e2746453bb1081dbf5dc981a',
    isValid: false,
  },
  {
    name: 'the key is the point of order 1',
    publicKey: '0100000000000000000000000000000000000000000000000000000000000000',
    message: '616e79',
    signature:
      'edc876d6831fd2105d0b4389ca2e283166469289146e2ce06faefe98b22548df0500000000000000000000000000000000000000000000000000000000000000',
    isValid: false,
    isValidInGo: true,
  },
  {
    name: 'the key has order 8',
    publicKey: 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    message: '6d30',
    signature:
      '131604d01865fbedf9f662d25311c68a197cf286f2683724873a147fed6ada350500000000000000000000000000000000000000000000000000000000000000',
    isValid: false,
    isValidInGo: true,
  },
  {
    name: 'the key is of order 1, spelled beyond p',
    publicKey: 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    message: '616e79',
    signature:
      'edc876d6831fd2105d0b4389ca2e283166469289146e2ce06faefe98b22548df0500000000000000000000000000000000000000000000000000000000000000',
    isValid: false,
    isValidInGo: true,
  },
  {
    name: 'the key has order 2 and a sign that no x has',
    publicKey: 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    message: '6d33',
    signature:
      'edc876d6831fd2105d0b4389ca2e283166469289146e2ce06faefe98b22548df0500000000000000000000000000000000000000000000000000000000000000',
    isValid: false,
    isValidInGo: true,
  },
  {
    name: 'R has order 1',
    publicKey: '4f32305e96ff2d4090c4945c48e9250c2db5a1ca292c589da7d4d73d1b58cd9b',
    message: '6d7367',
    signature:
      '0100000000000000000000000000000000000000000000000000000000000000bc2ba64787dd80521f915c6153956a3449a01f2192525ec87299bbe43899e607',
    isValid: false,
    isValidInGo: true,
  },
  {
    name: 'R has order 1, spelled beyond p',
    publicKey: '4f32305e96ff2d4090c4945c48e9250c2db5a1ca292c589da7d4d73d1b58cd9b',
    message: '6d7367',
    signature:
      'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f7098594dcb846ad3f31d470f6b3eb5e4d305b0c9f872f7ec7ed27a353c15c705',
    isValid: false,
  },
  {
    name: 'the key has a part of order 8 that the text cancels',
    publicKey: '5e81d8a20165377d5182def6e11dd8cc2377ee4a64db9e17743903301012737b',
    message: '6d37',
    signature:
      'b31b20f50426242514d81b383548bd90de72fd0b8cf2382a88f9f52ce5076b237f62ac89df09e8c1b17016945ff29d44fc51da12bb9bc923acd9637c1c026609',
    isValid: true,
  },
  {
    name: 'the key and R have parts of order 8 that cancel each other',
    publicKey: '5e81d8a20165377d5182def6e11dd8cc2377ee4a64db9e17743903301012737b',
    message: '6d36',
    signature:
      '186ed2bdbd1a36f6437c5168b0221914018ea4f32a1c3fcd1c1794d64fbd596e34ef283b5213e4c27fed76117785248a02178628d65dfb142b8ea0f330466f0f',
    isValid: true,
  },
  {
    name: 'the key has a part of order 8 that only the cofactor cancels',
    publicKey: '5e81d8a20165377d5182def6e11dd8cc2377ee4a64db9e17743903301012737b',
    message: '6d30',
    signature:
      'b31b20f50426242514d81b383548bd90de72fd0b8cf2382a88f9f52ce5076b235a125de7f53ea51ab198d40004e5971fb4eddfcca26ecd97f435a025842b5102',
    isValid: false,
  },
  {
    name: 'the key has a part of order 8, and R is small',
    publicKey: '5e81d8a20165377d5182def6e11dd8cc2377ee4a64db9e17743903301012737b',
    message: '6d39',
    signature:
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03faa3a8b9b5f884f57463c43a44148ffd6bc19b6c912266dcaac9b0d904e60a1e0e',
    isValid: false,
    isValidInGo: true,
  },
]
