// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it, mock } from 'node:test'
import {
  type Checkpoint,
  cosign,
  formatCosignatures,
  formatVerifierKey,
  formatWitnessSize,
  keyTypes,
  LogError,
  makeVerifierKey,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  parsePolicy,
  verifyCheckpoint,
  verifyConsistency,
} from '@sluis/log'
import { Journal } from '../journal/index.ts'
import { Witnesses } from './index.ts'

const origin = 'test.example/log'
const projections = new URL('../projections.ts', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'sluis-witness-'))
const closing: (() => Promise<void> | void)[] = []
after(async () => {
  for (const close of closing.toReversed()) await close()
  rmSync(folder, { recursive: true, force: true })
})
let count = 0

/** A witness of its own: it remembers the last checkpoint, checks the proof, and cosigns (tlog-witness). */
class TestWitness {
  readonly #key: KeyObject
  readonly verifierKey: string
  readonly #signer: Parameters<typeof cosign>[1]
  readonly #server: Server
  #last: Checkpoint | undefined
  /** Answers with this instead. */
  odd: { readonly status: number; readonly body: string } | undefined
  /** What it says of another root at the size that it has: earlier texts of the specification ask for 409. */
  statusOfOtherRoot = 422
  /** Said behind its own cosignature. */
  more = ''

  constructor(name: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    this.#key = privateKey
    const { x } = publicKey.export({ format: 'jwk' })
    const key = makeVerifierKey(name, keyTypes.cosignature, Buffer.from(x ?? '', 'base64url'))
    this.verifierKey = formatVerifierKey(key)
    this.#signer = { name, keyId: key.keyId, type: key.type, sign: (message) => sign(null, message, this.#key) }
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part) => parts.push(part))
      request.on('end', async () => {
        const { status, body } = this.odd ?? (await this.#answer(Buffer.concat(parts)))
        response.writeHead(request.url === '/w/add-checkpoint' ? status : 404).end(body)
      })
    })
  }

  async open(): Promise<{ readonly key: string; readonly url: string }> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    closing.push(() => this.close())
    const address = this.#server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return { key: this.verifierKey, url: `http://127.0.0.1:${port}/w/` }
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #answer(bytes: Uint8Array): Promise<{ status: number; body: string }> {
    try {
      const { oldSize, proof, checkpoint } = parseAddCheckpoint(bytes)
      const { text } = parseNote(checkpoint)
      const next = parseCheckpoint(text)
      const size = this.#last?.size ?? 0
      if (oldSize !== size) return { status: 409, body: formatWitnessSize(size) }
      if (this.#last?.size === next.size && !Buffer.from(this.#last.root).equals(next.root)) {
        return { status: this.statusOfOtherRoot, body: formatWitnessSize(size) }
      }
      if (this.#last !== undefined) verifyConsistency(this.#last, next, proof)
      this.#last = next
      const own = formatCosignatures([await cosign(text, this.#signer, 1_800_000_000)])
      return { status: 200, body: own + this.more }
    } catch (error) {
      if (error instanceof LogError) return { status: 422, body: error.message }
      throw error
    }
  }
}

async function open(data: string): Promise<Journal> {
  const journal = await Journal.open({ folder: data, origin, projections })
  closing.push(() => journal.close())
  return journal
}

async function ask(
  { log }: Journal,
  witnesses: readonly { key: string; url: string }[],
  required = 0,
  now: () => number = Date.now,
) {
  const settings = { witnesses: [...witnesses], witnessesRequired: required }
  const opened = await Witnesses.open({ log, settings, now })
  closing.push(() => opened.close())
  return opened
}

const add = (journal: Journal) => journal.append({ kind: 'noted', data: {} })
const fresh = () => join(folder, `d${++count}`)

describe('witnesses', () => {
  it('cosign the checkpoint that readers get, also one that they saw an older one of', async () => {
    const journal = await open(fresh())
    const [first, second] = [new TestWitness('w.example/1'), new TestWitness('w.example/2')]
    const [one, two] = [await first.open(), await second.open()]
    await add(journal)
    await ask(journal, [one])
    for (let at = 0; at < 5; at++) await add(journal)
    const witnesses = await ask(journal, [one, two], 2)
    const lines = [`log ${journal.verifierKey}`, `witness a ${one.key}`, `witness b ${two.key}`, 'group g all a b']
    const policy = parsePolicy(`${lines.join('\n')}\nquorum g\n`)
    const { checkpoint, cosignatures } = await verifyCheckpoint(await witnesses.checkpoint(), policy)
    assert.deepEqual([checkpoint.size, cosignatures.length], [6, 2])
  })

  it('that saw more than this log holds, or another history, keep it from being served (P11)', async () => {
    const data = fresh()
    const first = await open(data)
    await add(first)
    await first.close()
    const copy = mkdtempSync(join(folder, 'copy-'))
    for (const name of readdirSync(data)) copyFileSync(join(data, name), join(copy, name))
    const now = await open(data)
    const witness = await new TestWitness('w.example/1').open()
    for (let at = 0; at < 2; at++) await add(now)
    await ask(now, [witness])
    const old = await open(copy)
    await assert.rejects(ask(old, [witness]), { code: 'behind', message: /saw a tree of 3 entries, and here are 1/ })
    for (let at = 0; at < 5; at++) await add(old)
    await assert.rejects(ask(old, [witness]), { code: 'behind', message: /another history/ })
  })

  it('that saw another tree of the same size keep it from being served, with either status for that (P11)', async () => {
    const [one, other] = [await open(fresh()), await open(fresh())]
    for (const journal of [one, other]) for (let at = 0; at < 3; at++) await add(journal)
    for (const status of [422, 409]) {
      const witness = new TestWitness('w.example/1')
      witness.statusOfOtherRoot = status
      const reached = await witness.open()
      await ask(one, [reached], 1)
      await assert.rejects(ask(other, [reached]), { code: 'behind', message: /another history/ })
      // It still cosigns what it saw.
      await ask(one, [reached], 1)
    }
  })

  it('that fail stop nothing, unless they are required', async () => {
    const journal = await open(fresh())
    await add(journal)
    const witness = new TestWitness('w.example/1')
    const reached = await witness.open()
    const gone = { ...reached, url: 'http://127.0.0.1:9/' }
    assert.equal(await (await ask(journal, [gone])).checkpoint(), (await journal.log.checkpoint()).note)
    await assert.rejects(ask(journal, [gone], 1), { code: 'too-few-witnesses' })
    const other = new TestWitness('w.example/1')
    const odd = [
      { status: 200, body: 'nonsense' },
      { status: 200, body: '' },
      { status: 200, body: 'x'.repeat(1_000_000) },
      { status: 404, body: '' },
      { status: 409, body: '99999999999999999999\n' },
      { status: 200, body: formatCosignatures([{ name: 'w.example/1', keyId: 1, signature: Buffer.alloc(72) }]) },
    ]
    for (const answer of odd) {
      witness.odd = answer
      assert.equal(await (await ask(journal, [reached])).checkpoint(), (await journal.log.checkpoint()).note)
    }
    // Somebody who cosigns under the witness's name with another key.
    const stranger = await other.open()
    await assert.rejects(ask(journal, [{ key: reached.key, url: stranger.url }], 1), { code: 'too-few-witnesses' })
  })

  it('are named in a warning, which tells one that failed from one that saw another history (P11)', async () => {
    const data = fresh()
    const journal = await open(data)
    await add(journal)
    const witness = new TestWitness('w.example/1')
    const reached = await witness.open()
    const aboutWitness = async (answer: TestWitness['odd']): Promise<object> => {
      witness.odd = answer
      const lines: string[] = []
      process.env.SLUIS_WARNINGS = 'json'
      const write = mock.method(process.stderr, 'write', (line: string) => lines.push(line) > 0)
      try {
        await ask(journal, [reached]).catch(() => undefined)
      } finally {
        write.mock.restore()
        delete process.env.SLUIS_WARNINGS
      }
      const [{ at, event, text, failures = [], ...about }] = lines.map((line) => JSON.parse(line))
      return { ...about, codes: failures.map(({ code }: { readonly code?: string }) => code) }
    }
    const named = { witness: 'w.example/1' }
    assert.deepEqual(
      [
        await aboutWitness({ status: 404, body: '' }),
        await aboutWitness({ status: 200, body: 'SECRET' }),
        await aboutWitness({ status: 422, body: '' }),
      ],
      [
        { warning: 'witness-refused', ...named, status: '404', codes: [] },
        { warning: 'witness-refused', ...named, codes: ['note'] },
        { warning: 'witness-ahead', ...named, codes: [] },
      ],
    )
  })

  it('get nothing but their own line into what readers get', async () => {
    const journal = await open(fresh())
    const witness = new TestWitness('w.example/1')
    witness.more = formatCosignatures([{ name: 'stranger.example/w', keyId: 1, signature: Buffer.alloc(72) }])
    const cosigned = await (await ask(journal, [await witness.open()], 1)).checkpoint()
    assert.deepEqual(
      parseNote(cosigned).signatures.map(({ name }) => name),
      [origin, 'w.example/1'],
    )
  })

  it('send us nowhere else', async () => {
    const journal = await open(fresh())
    const { key, url } = await new TestWitness('w.example/1').open()
    const elsewhere = createServer((_, response) => {
      response.writeHead(307, { location: `${url}add-checkpoint` }).end()
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    closing.push(() => {
      elsewhere.close()
    })
    const address = elsewhere.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const sent = { key, url: `http://127.0.0.1:${port}/` }
    await assert.rejects(ask(journal, [sent], 1), { code: 'too-few-witnesses' })
  })

  it('are what readers get for a minute after more was written, and as long as nothing was', async () => {
    const journal = await open(fresh())
    let now = 1_000_000
    const witnesses = await ask(journal, [await new TestWitness('w.example/1').open()], 1, () => now)
    const cosigned = await witnesses.checkpoint()
    now += 3_600_000
    assert.equal(await witnesses.checkpoint(), cosigned)
    now -= 3_600_000
    await add(journal)
    now += 59_999
    assert.equal(await witnesses.checkpoint(), cosigned)
    now += 1
    assert.equal(await witnesses.checkpoint(), (await journal.log.checkpoint()).note)
  })
})
