// SPDX-License-Identifier: EUPL-1.2
// Whatever the package takes, Go's own library for transparency logs takes too, and means the same; whatever Go takes and
// the package refuses, it refuses by a clause that its README has. Asked of thousands of notes, keys, paths and proofs.
import assert from 'node:assert/strict'
import { createHash, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { verifyEd25519 } from '../../packages/log/src/ed25519.ts'
import {
  consistencyProof,
  formatKeyId,
  formatVerifierKey,
  inclusionProof,
  keyTypes,
  LogError,
  parseNote,
  parseTilePath,
  parseVerifierKey,
  tilePath,
  tilesOfTree,
  verifyNote,
} from '../../packages/log/src/index.ts'
import { signatureCases } from '../../packages/log/src/test/ed25519-cases.ts'
import { MemoryLog, numberedEntries } from '../../packages/log/src/test/memory-log.ts'
import { numbersFrom } from '../../packages/log/src/test/mutate.ts'
import { buildGoOracle, type GoOracle } from './go-oracle/go-oracle.ts'
import { makeKey, makePath, pathInGo, strictnessOfKey, strictnessOfPath } from './go-oracle/keys-and-paths.ts'
import { knownKeys, makeNote, many, strictnessOfNote } from './go-oracle/notes.ts'
import { isTaken, makeProof } from './go-oracle/proofs.ts'
import { missingGo } from './go-verifier/go-verifier.ts'

/** Another one in every run; a failure names it. */
const seed = randomInt(2 ** 31)
const folder = mkdtempSync(join(tmpdir(), 'sluis-go-oracle-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** What the package makes of it, or that it refused. Anything else that is thrown is a defect. */
async function unlessRefused<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof LogError) return undefined
    throw error
  }
}

/** Counts how the two agreed, so that a run in which nothing was compared is no proof. */
class Agreement {
  readonly #counts = new Map<string, number>()

  note(isOurs: boolean, isGos: boolean, reasons: readonly string[], what: string): void {
    const about = `${what} (seed ${seed})`
    if (isOurs) assert.ok(isGos, `taken here and not in Go: ${about}`)
    if (isOurs) assert.deepEqual(reasons, [], `taken here in spite of a clause: ${about}`)
    if (isGos && !isOurs) assert.notDeepEqual(reasons, [], `refused here without a clause: ${about}`)
    const kinds = isOurs ? ['both took'] : isGos ? reasons.map((reason) => `only Go took: ${reason}`) : ['both refused']
    for (const kind of kinds) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
  }

  tell(context: TestContext, kinds: number): void {
    context.diagnostic(`seed ${seed}: ${JSON.stringify(Object.fromEntries(this.#counts))}`)
    assert.equal(this.#counts.size, kinds, JSON.stringify([...this.#counts]))
    for (const [kind, count] of this.#counts) assert.ok(count >= 5, `${kind}: ${count} (seed ${seed})`)
  }
}

describe('the package and golang.org/x/mod on the same input', { skip: missingGo ?? false }, () => {
  let ask: GoOracle
  before(() => {
    ask = buildGoOracle(folder)
  })

  it('open the same notes, to the same text and signers', async (context) => {
    const random = numbersFrom(seed)
    const notes: Uint8Array[] = []
    while (notes.length < 4000) notes.push(await makeNote(random))
    const keys = knownKeys.map(formatVerifierKey)
    const answers = ask(notes.map((text) => ({ kind: 'note', text, keys })))
    const agreement = new Agreement()
    for (const [i, bytes] of notes.entries()) {
      const ours = await unlessRefused(async () => {
        const note = parseNote(bytes)
        const signers = await verifyNote(note, knownKeys)
        return { text: note.text, signers: signers.map(({ key }) => `${key.name}+${formatKeyId(key.keyId)}`) }
      })
      const { ok, text, signers } = answers[i] ?? assert.fail()
      agreement.note(ours !== undefined, ok, strictnessOfNote(bytes), JSON.stringify(Buffer.from(bytes).toString()))
      if (ours !== undefined) assert.deepEqual(ours, { text, signers })
    }
    agreement.tell(context, 5)
  })

  it('read the same verifier keys; those of witnesses only the package', async (context) => {
    const random = numbersFrom(seed)
    const keys = many(4000, () => makeKey(random))
    const answers = ask(keys.map((key) => ({ kind: 'key', keys: [key] })))
    const agreement = new Agreement()
    for (const [i, text] of keys.entries()) {
      const key = await unlessRefused(() => parseVerifierKey(text))
      // x/mod has no cosignatures (tlog-cosignature), so that these have nothing to be compared with.
      if (key?.type === keyTypes.cosignature) continue
      agreement.note(key !== undefined, answers[i]?.ok === true, strictnessOfKey(text), JSON.stringify(text))
    }
    agreement.tell(context, 6)
  })

  it('read the same paths as the same tiles', async (context) => {
    const random = numbersFrom(seed)
    const paths = many(6000, () => makePath(random))
    const answers = ask(paths.map((path) => ({ kind: 'path', path: pathInGo(path) })))
    const agreement = new Agreement()
    for (const [i, path] of paths.entries()) {
      const tile = await unlessRefused(() => parseTilePath(path))
      const { ok, text } = answers[i] ?? assert.fail()
      agreement.note(tile !== undefined, ok, strictnessOfPath(path), path)
      if (tile === undefined) continue
      assert.equal(`${tile.level === 'entries' ? -1 : tile.level} ${tile.index} ${tile.width}`, text)
    }
    agreement.tell(context, 4)
  })

  it('give a log of every size the same tiles', () => {
    const random = numbersFrom(seed)
    const sizes = [...many(600, () => 0).keys(), 65_535, 65_536, 65_537, ...many(20, () => random(150_000))]
    const answers = ask(sizes.map((size) => ({ kind: 'tiles', size })))
    for (const [i, size] of sizes.entries()) {
      // Go lists every partial tile there ever was; the widest of a place is the one of this size.
      const widest = new Map((answers[i]?.paths ?? []).map((path) => [path.replace(/\.p\/.*/, ''), path]))
      const ours = [...tilesOfTree(size)].filter(({ level }) => level !== 'entries').map(tilePath)
      assert.deepEqual(new Set(ours.map(pathInGo)), new Set(widest.values()), `${size} entries`)
    }
  })

  it('prove every entry and every growth of a log of every size alike', async () => {
    const memory = MemoryLog.of(numberedEntries(300))
    const sizes = [...many(129, () => 0).keys(), 255, 256, 257, 300].slice(1)
    const answers = ask(sizes.map((size) => ({ kind: 'proofs', size })))
    for (const [i, size] of sizes.entries()) {
      const digest = createHash('sha256')
      const write = (hashes: readonly Uint8Array[]): void => {
        for (const hash of hashes) digest.update(hash)
        digest.update(Uint8Array.of(hashes.length))
      }
      write([memory.root(size)])
      for (let number = 0; number < size; number++) {
        write(await inclusionProof(number, size, memory.readTile))
        write(await consistencyProof(number + 1, size, memory.readTile))
      }
      assert.equal(digest.digest('hex'), answers[i]?.text, `${size} entries`)
    }
  })

  it('take the same proofs, right and wrong, of logs of every size', (context) => {
    const random = numbersFrom(seed)
    const proofs = many(6000, () => makeProof(random))
    const answers = ask(proofs)
    const agreement = new Agreement()
    for (const [i, proof] of proofs.entries()) {
      // RFC 9162 section 2.1.4 and tlog-witness have trees of nothing, whose growth needs no proof; x/mod has none.
      if (proof.kind === 'tree' && proof.number === 0) continue
      const isBeyond = proof.size > Number.MAX_SAFE_INTEGER ? ['numbers end at 2^53-1'] : []
      agreement.note(isTaken(proof), answers[i]?.ok === true, isBeyond, JSON.stringify(proof))
    }
    agreement.tell(context, 3)
  })

  it('judge signatures alike, but for points of small order', async () => {
    const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex')
    const questions = signatureCases.map(({ publicKey, message, signature }) => ({
      kind: 'signature' as const,
      publicKey: bytes(publicKey),
      message: bytes(message),
      signature: bytes(signature),
    }))
    const answers = ask(questions)
    for (const [i, { name, isValid, isValidInGo = isValid }] of signatureCases.entries()) {
      const { publicKey, message, signature } = questions[i] ?? assert.fail()
      assert.equal(await verifyEd25519(publicKey, message, signature), isValid, name)
      assert.equal(answers[i]?.ok, isValidInGo, name)
    }
  })
})
