// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  consistencyProof,
  cosign,
  encodeBundle,
  formatAddCheckpoint,
  formatNote,
  formatReceipt,
  formatVerifierKey,
  inclusionProof,
  keyTypes,
  LogError,
  parseAddCheckpoint,
  parseNote,
  parsePolicy,
  parseReceipt,
  parseTilePath,
  parseVerifierKey,
  tilePath,
  trustKey,
  verifyCheckpoint,
  verifyConsistency,
  verifyLog,
  verifyReceipt,
} from './index.ts'
import { testKey, utf8 } from './test/keys.ts'
import { MemoryLog, numberedEntries, sourceOf } from './test/memory-log.ts'
import { mutate, numbersFrom } from './test/mutate.ts'

const log = testKey('example.com/log', 1)
const witness = testKey('witness.example/w1', 2, keyTypes.cosignature)
const memory = MemoryLog.of(numberedEntries(300))
const trust = trustKey(log.key)
const witnessed = parsePolicy(
  `log ${formatVerifierKey(log.key)}\nwitness w1 ${formatVerifierKey(witness.key)}\nquorum w1\n`,
)
const checkpoint = await memory.checkpoint(log.signer)
const note = parseNote(checkpoint)
const cosigned = formatNote({
  ...note,
  signatures: [...note.signatures, await cosign(note.text, witness.signer, 1000)],
})
const files = await memory.files(log.signer)
const older = { size: 77, root: memory.root(77) }
const proof = await consistencyProof(77, 300, memory.readTile)

/** Each format: its bytes, and how a careful reader takes them. */
const formats: Record<string, { bytes: Uint8Array; read: (bytes: Uint8Array) => unknown }> = {
  'verifier key': {
    bytes: utf8(formatVerifierKey(log.key)),
    read: (bytes) => parseVerifierKey(Buffer.from(bytes).toString('latin1')),
  },
  'signed checkpoint': { bytes: utf8(checkpoint), read: (bytes) => verifyCheckpoint(bytes, trust) },
  'cosigned checkpoint': { bytes: utf8(cosigned), read: (bytes) => verifyCheckpoint(bytes, witnessed) },
  receipt: {
    bytes: utf8(
      formatReceipt({ index: 123, proof: await inclusionProof(123, 300, memory.readTile), checkpoint: cosigned }),
    ),
    read: (bytes) => verifyReceipt(parseReceipt(bytes), utf8('entry number 123'), witnessed),
  },
  'witness request': {
    bytes: utf8(formatAddCheckpoint({ oldSize: 77, proof, checkpoint })),
    read: async (bytes) => {
      const request = parseAddCheckpoint(bytes)
      const verified = await verifyCheckpoint(request.checkpoint, trust)
      verifyConsistency({ ...older, size: request.oldSize }, verified.checkpoint, request.proof)
    },
  },
  'consistency proof': {
    bytes: Buffer.concat(proof),
    read: (bytes) => {
      const hashes = Array.from({ length: Math.ceil(bytes.length / 32) }, (_, i) => bytes.subarray(i * 32, i * 32 + 32))
      verifyConsistency(older, { size: 300, root: memory.root() }, hashes)
    },
  },
}

async function isRefused(read: () => unknown): Promise<boolean> {
  try {
    await read()
    return false
  } catch (error) {
    assert.ok(error instanceof LogError, `not a refusal but ${error}`)
    return true
  }
}

describe('a mutation is refused with a code', () => {
  const perFormat = 600

  for (const [name, { bytes, read }] of Object.entries(formats)) {
    it(`of a ${name}, ${perFormat} times`, async () => {
      const random = numbersFrom(name.length)
      assert.equal(await isRefused(() => read(bytes)), false, 'unchanged it is accepted')
      for (let i = 0; i < perFormat; i++) {
        const mutated = mutate(bytes, random)
        assert.ok(await isRefused(() => read(mutated)), JSON.stringify(Buffer.from(mutated).toString('latin1')))
      }
    })
  }

  it(`of a file of an exported log, ${perFormat} times`, async () => {
    const random = numbersFrom(7)
    const paths = [...files.keys()]
    for (let i = 0; i < perFormat; i++) {
      const path = paths[random(paths.length)] ?? 'checkpoint'
      const mutated = new Map(files).set(path, mutate(files.get(path) ?? utf8(''), random))
      const result = await verifyLog(sourceOf(mutated), { policy: trust })
      assert.equal(result.kind, 'invalid', path)
    }
  })

  it(`of an entry, with a bundle made to fit, ${perFormat} times`, async () => {
    const random = numbersFrom(8)
    for (let i = 0; i < perFormat; i++) {
      const at = random(memory.size)
      const entry = mutate(memory.entries[at] ?? utf8(''), random)
      const first = at < 256 ? 0 : 256
      const path = at < 256 ? 'tile/entries/000' : 'tile/entries/001.p/44'
      const entries = memory.entries.with(at, entry).slice(first, first + 256)
      const result = await verifyLog(sourceOf(new Map(files).set(path, encodeBundle(entries))), { policy: trust })
      assert.equal(result.kind === 'invalid' && result.findings[0]?.entry, at)
    }
  })

  it(`of a tile's path, ${perFormat} times; what is not refused is exactly another tile's`, async () => {
    const random = numbersFrom(9)
    const paths = ['tile/0/x001/234.p/5', 'tile/entries/x123/x456/789', 'tile/63/000.p/255'].map(utf8)
    let refused = 0
    for (let i = 0; refused < perFormat; i++) {
      const mutated = Buffer.from(mutate(paths[i % paths.length] ?? utf8(''), random)).toString('latin1')
      if (await isRefused(() => parseTilePath(mutated))) refused++
      else assert.equal(tilePath(parseTilePath(mutated)), mutated)
    }
  })
})

describe('a megabyte of hostile input', () => {
  const megabyte = 1_000_000
  const shapes: Record<string, string> = {
    zeroes: '\0',
    'line ends': '\n',
    spaces: ' ',
    'base64 letters': 'A',
    'padding signs': '=',
    'signature lines': '— a AAAAAAA=\n',
    'hash lines': `${'A'.repeat(43)}=\n`,
    'policy lines': 'group g any w\n',
    'path pieces': 'x001/',
    'half characters': '\ud800',
  }
  const starts = ['', 'a\n\n— a ', 'c2sp.org/tlog-proof@v1\nindex 0\n', 'old 0\n', 'quorum ', 'tile/0/', 'a+00000000+']
  const readers: Record<string, (text: string) => unknown> = {
    note: parseNote,
    receipt: parseReceipt,
    request: parseAddCheckpoint,
    policy: parsePolicy,
    key: parseVerifierKey,
    path: parseTilePath,
  }

  it("is refused by every parser, whole and cut to each parser's own bound, in under 10 ms", () => {
    for (const [shape, piece] of Object.entries(shapes)) {
      for (const start of starts) {
        const whole = (start + piece.repeat(Math.ceil(megabyte / piece.length))).slice(0, megabyte)
        for (const length of [megabyte, 256 * 1024, 128 * 1024, 64 * 1024, 511]) {
          const text = whole.slice(0, length)
          for (const [name, read] of Object.entries(readers)) {
            const what = `${name}: ${JSON.stringify(start)} and ${length} of ${shape}`
            const ms = fastestMs(() => assert.throws(() => read(text), LogError, what))
            assert.ok(ms < 10, `${what}: ${ms} ms`)
          }
        }
      }
    }
  })
})

/** The fastest of some tries: what the work costs, also where others keep the machine busy. */
function fastestMs(work: () => void): number {
  let fastest = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 50 && fastest >= 10; tries++) {
    const started = performance.now()
    work()
    fastest = Math.min(fastest, performance.now() - started)
  }
  return fastest
}
