// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeBundle, formatVerifierKey, parseVerifierKey, trustKey, verifyLog } from './index.ts'
import { testKey, toBase64, toHex, utf8 } from './test/keys.ts'
import { MemoryLog, sourceOf } from './test/memory-log.ts'

// The test log of transparency-dev/tessera (testdata/log): its entries, its key's seed, its roots and last signature.
const entries = 'one two three four five six seven eit nain ten ileven twelf threeten fourten fivten'.split(' ')
const key = parseVerifierKey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx')
const seed = Buffer.from('AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg', 'base64').subarray(1)
const roots: Record<number, string> = {
  0: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  1: '0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=',
  2: 'T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=',
  10: 'y8/gZsZCtitsMan09tY+k8I7Qpr7Y5fbO2tLi9GQnfU=',
  15: 'rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=',
}
const checkpoint15 = `example.com/log/testdata
15
rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=
`

const { key: ownKey, signer } = testKey('example.com/log/testdata', seed)
const log = MemoryLog.of(entries)

describe("another implementation's log, made again from its seed", () => {
  it('has the same key', () => {
    assert.equal(formatVerifierKey(ownKey), formatVerifierKey(key))
  })

  it('has the same roots', () => {
    for (const [size, root] of Object.entries(roots)) assert.equal(toBase64(log.root(Number(size))), root)
  })

  it('has the same checkpoint, byte for byte', async () => {
    assert.equal(await log.checkpoint(signer), checkpoint15)
  })

  it('has the same bundles', async () => {
    const files = await log.files(signer, 1)
    assert.equal(toHex(files.get('tile/entries/000.p/1') ?? utf8('')), '00036f6e65')
    const bundle = (await log.files(signer)).get('tile/entries/000.p/15') ?? utf8('')
    assert.deepEqual(decodeBundle(bundle, 15), entries.map(utf8))
  })

  it('verifies at each of its sizes, against each of its checkpoints', async () => {
    const checkpoints = await Promise.all(Array.from({ length: 16 }, (_, size) => log.checkpoint(signer, size)))
    for (let size = 0; size <= 15; size++) {
      const source = sourceOf(await log.files(signer, size))
      const against = checkpoints.slice(0, size + 1).map((one, i) => ({ name: `checkpoint.${i}`, bytes: utf8(one) }))
      const result = await verifyLog(source, { policy: trustKey(key), against })
      assert.equal(result.kind, 'valid', `size ${size}`)
    }
  })
})
