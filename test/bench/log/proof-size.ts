// SPDX-License-Identifier: EUPL-1.2
import {
  cosign,
  Frontier,
  formatCheckpoint,
  formatNote,
  formatReceipt,
  formatVerifierKey,
  hashLeaf,
  hashLength,
  inclusionProof,
  keyTypes,
  parseNote,
  parsePolicy,
  parseReceipt,
  type ReadTile,
  signNote,
  tileWidth,
  verifyReceipt,
} from '../../../packages/log/src/index.ts'
import { testKey } from '../../../packages/log/src/test/keys.ts'

/** The bytes of a proof (a tlog-proof file without its entry) in a tree of `size`, cosigned by three witnesses. */
export async function measureProof(size: number): Promise<number> {
  const { key, signer } = testKey('sluis.example.org/log', 1)
  const witnesses = [1, 2, 3].map((number) =>
    testKey(`witness-${number}.example.org/w${number}`, 10 + number, keyTypes.cosignature),
  )
  const { root, readTile } = growTree(size)
  const index = Math.floor(size / 3)
  const text = formatCheckpoint({ origin: key.name, size, root })
  const note = parseNote(await signNote(text, [signer]))
  const cosignatures = await Promise.all(witnesses.map((witness) => cosign(text, witness.signer, 1_767_139_200)))
  const checkpoint = formatNote({ text, signatures: [...note.signatures, ...cosignatures] })
  const proof = formatReceipt({ index, proof: await inclusionProof(index, size, readTile), checkpoint })
  const policy = [
    `log ${formatVerifierKey(key)}`,
    ...witnesses.map((witness, at) => `witness w${at} ${formatVerifierKey(witness.key)}`),
    'group all all w0 w1 w2',
    'quorum all',
  ].join('\n')
  // A short text that proves nothing would be no good.
  await verifyReceipt(parseReceipt(proof), Buffer.from(`entry ${index}`), parsePolicy(`${policy}\n`))
  return Buffer.byteLength(proof)
}

function growTree(size: number): { root: Uint8Array; readTile: ReadTile } {
  const frontier = Frontier.empty()
  const levels: Uint8Array[] = []
  for (let index = 0; index < size; index++) {
    for (const { level, index: at, hash } of frontier.append(hashLeaf(Buffer.from(`entry ${index}`)))) {
      if (level % 8 !== 0) continue
      levels[level / 8] ??= new Uint8Array(Math.ceil(size / 2 ** level) * hashLength)
      levels[level / 8]?.set(hash, at * hashLength)
    }
  }
  const readTile: ReadTile = ({ level, index, width }) => {
    const start = index * tileWidth * hashLength
    return (levels[level] ?? new Uint8Array()).slice(start, start + width * hashLength)
  }
  return { root: frontier.root(), readTile }
}
