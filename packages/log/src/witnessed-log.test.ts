// SPDX-License-Identifier: EUPL-1.2
// An operator who cuts the end of a log, or keeps two pasts, against one honest witness: what the witness refuses, and
// what a reader finds who asks it.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  consistencyProof,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  keyTypes,
  parseCosignatures,
  parseNote,
  parsePolicy,
  parseWitnessSize,
  signNote,
  verifyCheckpoint,
} from './index.ts'
import { runCommand } from './node/index.ts'
import { HonestWitness, monitoringName, serveWitness, type WitnessAnswer } from './test/honest-witness.ts'
import { testKey, utf8 } from './test/keys.ts'
import { MemoryLog, numberedEntries } from './test/memory-log.ts'

const root = mkdtempSync(join(tmpdir(), 'sluis-witness-'))
after(() => rmSync(root, { recursive: true }))

const key = testKey('example.com/log', 1)
const witnessKey = testKey('witness.example/w1', 2, keyTypes.cosignature)
const genuine = MemoryLog.of(numberedEntries(300))
const fork = MemoryLog.of(numberedEntries(300).with(7, 'another past'))
const policyText = `log ${formatVerifierKey(key.key)}\nwitness w1 ${formatVerifierKey(witnessKey.key)}\nquorum w1\n`
const policy = parsePolicy(policyText)

let made = 0
function newWitness(folder = join(root, `witness-${made++}`)): { witness: HonestWitness; folder: string } {
  mkdirSync(folder, { recursive: true })
  const settings = { folder, signer: witnessKey.signer, logs: [key.key], now: () => 1_767_139_200_000 }
  return { witness: new HonestWitness(settings), folder }
}

/** What a log sends to have its first `size` entries cosigned, from the `oldSize` that it says the witness knows. */
async function request(log: MemoryLog, oldSize: number, size: number): Promise<string> {
  const proof = oldSize > size ? [] : await consistencyProof(oldSize, size, log.readTile)
  return formatAddCheckpoint({ oldSize, proof, checkpoint: await log.checkpoint(key.signer, size) })
}

const statuses = async (answers: readonly Promise<WitnessAnswer>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status)

describe('an honest witness (tlog-witness)', () => {
  it('is asked about a log by the published digest of its origin', () => {
    const published = '000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706'
    assert.equal(monitoringName('rome2026h1.example.org'), published)
  })

  it('cosigns a log as it grows, from nothing on, and again without growth', async () => {
    const { witness } = newWitness()
    let old = 0
    for (const size of [0, 1, 2, 256, 257, 257, 300]) {
      const { status, body } = await witness.addCheckpoint(await request(genuine, old, size))
      assert.equal(status, 200, `from ${old} to ${size}: ${body}`)
      const note = parseNote(await genuine.checkpoint(key.signer, size))
      const cosigned = formatNote({ ...note, signatures: [...note.signatures, ...parseCosignatures(body)] })
      assert.equal((await verifyCheckpoint(cosigned, policy)).cosignatures[0]?.timeSeconds, 1_767_139_200)
      old = size
    }
  })

  it('tells the size that it knows when it is asked from another, and cosigns nothing', async () => {
    const { witness } = newWitness()
    await witness.addCheckpoint(await request(genuine, 0, 20))
    for (const old of [0, 19, 21]) {
      const answer = await witness.addCheckpoint(await request(genuine, old, 30))
      assert.deepEqual([answer.status, answer.type, parseWitnessSize(answer.body)], [409, 'text/x.tlog.size', 20])
    }
  })

  it('refuses what is no request, no log of its, or not signed by the log', async () => {
    const { witness } = newWitness()
    const stranger = testKey('example.com/log', 5).signer
    const other = testKey('example.com/other', 1).signer
    const text = formatCheckpoint({ origin: key.key.name, size: 20, root: genuine.root(20) })
    const notEmpty = formatCheckpoint({ origin: key.key.name, size: 1, root: genuine.root(1) }).replace(
      '\n1\n',
      '\n0\n',
    )
    const refusals: [number, string][] = [
      [400, 'hello'],
      [
        400,
        formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: await signNote(`${text}extension\n`, [key.signer]) }),
      ],
      [400, await request(genuine, 30, 20)],
      // The protocol has 422 for an empty tree with another root; for our parser that is no checkpoint at all.
      [400, formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: await signNote(notEmpty, [key.signer]) })],
      [404, formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: await genuine.checkpoint(other, 20) })],
      [403, formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: await genuine.checkpoint(stranger, 20) })],
    ]
    for (const [status, body] of refusals) assert.equal((await witness.addCheckpoint(body)).status, status, body)
  })

  it('refuses a proof that does not hold: of too much, of another past', async () => {
    const { witness } = newWitness()
    const checkpoint = await genuine.checkpoint(key.signer, 20)
    const tooMuch = { oldSize: 0, proof: [genuine.root(1)], checkpoint }
    assert.equal((await witness.addCheckpoint(formatAddCheckpoint(tooMuch))).status, 422)
    assert.equal((await witness.addCheckpoint(await request(genuine, 0, 20))).status, 200)
    const otherSame = { oldSize: 20, proof: [], checkpoint: await fork.checkpoint(key.signer, 20) }
    assert.equal((await witness.addCheckpoint(formatAddCheckpoint(otherSame))).status, 422)
    assert.equal((await witness.addCheckpoint(await request(fork, 20, 30))).status, 422)
    assert.equal((await witness.addCheckpoint(await request(genuine, 20, 30))).status, 200)
  })

  it("answers with its own line only, also when someone forged one, and isn't poisoned by it", async () => {
    const { witness, folder } = newWitness()
    const checkpoint = await genuine.checkpoint(key.signer, 20)
    const note = parseNote(checkpoint)
    const forged = { name: witnessKey.key.name, keyId: witnessKey.key.keyId, signature: new Uint8Array(72) }
    const proof: Uint8Array[] = []
    const poisoned = formatNote({ ...note, signatures: [...note.signatures, forged] })
    const { status, body } = await witness.addCheckpoint(
      formatAddCheckpoint({ oldSize: 0, proof, checkpoint: poisoned }),
    )
    assert.deepEqual([status, parseCosignatures(body).length], [200, 1])
    const again = newWitness(folder).witness
    assert.equal((await again.addCheckpoint(await request(genuine, 20, 30))).status, 200)
  })

  it('remembers after a restart, and cosigns one of two pasts that come at the same moment', async () => {
    const { witness, folder } = newWitness()
    const both = [request(genuine, 0, 20), request(fork, 0, 20)]
    const bodies = await Promise.all(both)
    assert.deepEqual((await statuses(bodies.map((body) => witness.addCheckpoint(body)))).sort(), [200, 409])
    const again = newWitness(folder).witness
    assert.equal((await again.addCheckpoint(await request(fork, 20, 30))).status, 422)
    assert.equal((await again.addCheckpoint(await request(genuine, 0, 10))).status, 409)
  })
})

describe('a reader who asks the witness (P11)', () => {
  let url: string
  let close: () => Promise<void>
  const at = (name: string): string => join(root, name)

  async function submit(log: MemoryLog, oldSize: number, size: number): Promise<string | undefined> {
    const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: await request(log, oldSize, size) })
    const body = await response.text()
    return response.status === 200 ? body : undefined
  }

  async function exported(name: string, log: MemoryLog, size: number, cosignatures = ''): Promise<string> {
    for (const [path, bytes] of await log.files(key.signer, size)) {
      const file = join(at(name), path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, path === 'checkpoint' ? Buffer.concat([bytes, utf8(cosignatures)]) : bytes)
    }
    return at(name)
  }

  /** What the witness says of this log now, kept in a file. */
  async function askWitness(): Promise<string> {
    writeFileSync(at('of-witness'), await (await fetch(monitored())).text())
    return at('of-witness')
  }

  async function verify(...args: string[]): Promise<{ code: number; out: string }> {
    let out = ''
    const take = (text: string): void => {
      out += text
    }
    const terminal = { out: take, error: take, isInteractive: false, environment: { LANG: 'en' } }
    return { code: await runCommand(['verify', ...args], terminal), out }
  }

  let early = ''
  let late = ''
  const trusting = (): string[] => ['--policy', at('policy')]

  before(async () => {
    writeFileSync(at('policy'), policyText)
    const served = await serveWitness(newWitness().witness)
    url = served.url
    close = served.close
    early = (await submit(genuine, 0, 200)) ?? assert.fail('not cosigned')
    late = (await submit(genuine, 200, 300)) ?? assert.fail('not cosigned')
  })
  after(() => close())

  it('finds a log valid that the witness saw', async () => {
    const directory = await exported('genuine', genuine, 300, late)
    const { code, out } = await verify(directory, ...trusting(), '--against', await askWitness())
    assert.equal(code, 0, out)
  })

  it('finds a cut end, which by itself can not be seen: exit 1, with the first entry that is missing', async () => {
    // The operator shows what it was a while ago, with the cosignature that it got then.
    const directory = await exported('cut', genuine, 200, early)
    assert.equal((await verify(directory, ...trusting())).code, 0)
    const { code, out } = await verify(directory, ...trusting(), '--against', await askWitness())
    assert.equal(code, 1)
    assert.match(out, /entry 200: the end of the log was cut off/)
  })

  it('finds a fork: exit 1, and no witness cosigns it', async () => {
    for (const [old, size] of [
      [300, 300],
      [200, 300],
      [0, 300],
    ] as const) {
      assert.equal(await submit(fork, old, size), undefined)
    }
    const directory = await exported('fork', fork, 300)
    const unseen = await verify(directory, ...trusting())
    assert.equal(unseen.code, 1)
    assert.match(unseen.out, /too few of the witnesses you trust signed it/)
    // Even a reader who wants no witness's signature, but asks one.
    const asking = await verify(directory, '--policy', await withoutQuorum(), '--against', await askWitness())
    assert.equal(asking.code, 1)
    assert.match(asking.out, /this log has another past/)
    assert.equal((await verify(directory, '--key', formatVerifierKey(key.key))).code, 0, 'alone it looks genuine')
  })

  it("finds both by a cosignature alone, where the log's own line was taken out", async () => {
    const [, text = '', cosignature = ''] =
      /^([\s\S]*\n\n)[\s\S]*(\u2014 witness[\s\S]*)$/.exec(await (await fetch(monitored())).text()) ?? []
    writeFileSync(at('cosigned-only'), text + cosignature)
    const against = ['--policy', await withoutQuorum(), '--against', at('cosigned-only')]
    assert.match((await verify(await exported('cut-2', genuine, 299), ...against)).out, /cut off/)
    assert.match((await verify(await exported('fork-2', fork, 300), ...against)).out, /another past/)
  })

  it('is told apart from not knowing, misuse and no answer: exits 3, 2 and 4', async () => {
    const directory = await exported('apart', genuine, 300, late)
    assert.equal((await verify(directory)).code, 3)
    writeFileSync(at('forged'), (await genuine.checkpoint(key.signer)).replace('\n300\n', '\n301\n'))
    assert.equal((await verify(directory, ...trusting(), '--against', at('forged'))).code, 2)
    assert.equal((await verify(at('nowhere'), ...trusting())).code, 4)
  })

  function monitored(): string {
    return `${url}/${monitoringName(key.key.name)}/checkpoint`
  }

  async function withoutQuorum(): Promise<string> {
    writeFileSync(at('no-quorum'), policyText.replace('quorum w1', 'quorum none'))
    return at('no-quorum')
  }
})
