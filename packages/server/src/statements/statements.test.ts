// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { parseReceipt, parseVerifierKey, trustKey, verifyReceipt } from '@sluis/log'
import { Journal } from '../journal/index.ts'
import type { Issuer } from '../organisation/index.ts'
import { organisationForTests } from '../oversight/testing/organisation.ts'
import { preAuthenticationEncoding } from './envelope.ts'
import { StatementError, type StatementErrorCode, Statements } from './index.ts'
import { verifyEnvelope } from './verify.ts'

const inToto = 'application/vnd.in-toto+json'
const day = 86_400_000
const now = Date.UTC(2026, 10, 22)

interface Signer {
  readonly id: string
  readonly privateKey: KeyObject
  readonly publicKey: string
}

function newSigner(id: string, type: 'ed25519' | 'p256' = 'ed25519'): Signer {
  const { privateKey, publicKey } =
    type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { id, privateKey, publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString() }
}

const [lab, lab2, dsa, other] = [newSigner('lab-1'), newSigner('lab-2'), newSigner('lab-p256', 'p256'), newSigner('o')]

function issuerOf(
  id: string,
  signers: readonly Pick<Signer, 'id' | 'publicKey'>[],
  dates: Partial<Issuer['keys'][number]> = {},
): Issuer {
  const keys = signers.map(({ id, publicKey }) => ({
    id,
    publicKey,
    validFrom: now - day,
    validUntil: now + day,
    ...dates,
  }))
  return { id, name: `The ${id}`, states: [inToto], keys }
}

const issuers = new Map(
  [issuerOf('lab', [lab, lab2, dsa]), issuerOf('ministry', [other])].map((issuer) => [issuer.id, issuer]),
)

function signed(text: string, signers: readonly Signer[], payloadType = inToto) {
  const message = preAuthenticationEncoding(payloadType, Buffer.from(text))
  return {
    payloadType,
    payload: Buffer.from(text).toString('base64'),
    signatures: signers.map(({ id, privateKey }) => ({
      keyid: id,
      sig: sign(privateKey.asymmetricKeyType === 'ec' ? 'sha256' : null, message, privateKey).toString('base64'),
    })),
  }
}

function codeOf(act: () => unknown): StatementErrorCode | 'taken' {
  try {
    act()
    return 'taken'
  } catch (error) {
    assert.ok(error instanceof StatementError, String(error))
    return error.code
  }
}

const check = (envelope: ReturnType<typeof signed>, among = issuers, at = now) => verifyEnvelope(envelope, among, at)

describe('a signed statement', () => {
  it('is encoded before signing as DSSE has it, and its own example verifies', () => {
    const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world'))
    assert.equal(encoded.toString(), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world')
    assert.equal(preAuthenticationEncoding('é', Buffer.from('ü')).toString(), 'DSSEv1 2 é 2 ü', 'in bytes')
    // DSSE protocol.md "Test Vectors": ECDSA P-256, r || s.
    const key = {
      kty: 'EC',
      crv: 'P-256',
      x: coordinate('46950820868899156662930047687818585632848591499744589407958293238635476079160'),
      y: coordinate('5640078356564379163099075877009565129882514886557779369047442380624545832820'),
    }
    const publicKey = createPublicKey({ key, format: 'jwk' }).export({ format: 'pem', type: 'spki' }).toString()
    const example = {
      payload: 'aGVsbG8gd29ybGQ=',
      payloadType: 'http://example.com/HelloWorld',
      signatures: [
        {
          keyid: '',
          sig: 'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==',
        },
      ],
    }
    const issuer = { ...issuerOf('example', [{ id: 'k', publicKey }]), states: ['http://example.com/HelloWorld'] }
    assert.deepEqual(verifyEnvelope(example, new Map([['example', issuer]]), now).keys, ['k'])
  })

  it('is taken by any of its issuer’s keys, of both kinds, named or not, in both alphabets', () => {
    for (const signer of [lab, lab2, dsa]) {
      const envelope = signed('{">>>":"???~~~"}', [signer])
      assert.equal(check(envelope).issuer.id, 'lab')
      assert.equal(
        check({ ...envelope, signatures: envelope.signatures.map((one) => ({ ...one, keyid: '' })) }).keys[0],
        signer.id,
      )
      const urlSafe = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_')
      const safe = {
        ...envelope,
        payload: urlSafe(envelope.payload),
        signatures: envelope.signatures.map((one) => ({ ...one, sig: urlSafe(one.sig) })),
      }
      assert.equal(check(safe).keys[0], signer.id)
    }
    assert.deepEqual(check(signed('x', [lab, lab2])).keys, ['lab-1', 'lab-2'])
  })

  it('is refused, each for its own reason (P10)', () => {
    const good = signed('{"result":"pass"}', [lab])
    const stranger = newSigner('stranger')
    const at = (dates: Partial<Issuer['keys'][number]>) => new Map([['lab', issuerOf('lab', [lab], dates)]])
    const cases: readonly [StatementErrorCode, () => unknown][] = [
      ['key-unknown', () => check(signed('x', [stranger]))],
      [
        'key-unknown',
        () => check({ ...good, signatures: [{ keyid: '', sig: signed('y', [lab]).signatures[0]?.sig ?? '' }] }),
      ],
      ['signature-invalid', () => check({ ...good, payload: Buffer.from('{"result":"fail"}').toString('base64') })],
      ['signature-invalid', () => check({ ...good, payloadType: 'application/other' })],
      ['signature-invalid', () => check(signed('x', [{ ...stranger, id: 'lab-1' }]))],
      ['key-signed-twice', () => check(signed('x', [lab, lab]))],
      ['issuers-differ', () => check(signed('x', [lab, other]))],
      ['key-unknown', () => check(signed('x', [lab, stranger]))],
      ['payload-type-refused', () => check(signed('x', [lab], 'application/other'))],
      ['key-revoked', () => check(good, at({ revoked: now }))],
      ['key-expired', () => check(good, at({ validUntil: now }))],
      ['key-not-yet-valid', () => check(good, at({ validFrom: now + 1 }))],
      ['envelope-malformed', () => check({ ...good, payload: `${good.payload}=` })],
      ['envelope-malformed', () => check({ ...good, payload: good.payload.replace(/=+$/, '') })],
    ]
    for (const [code, act] of cases) assert.equal(codeOf(act), code)
    assert.equal(
      codeOf(() => check(good, at({ revoked: now + 1 }))),
      'taken',
    )
  })
})

const folders: string[] = []
const journals: Journal[] = []
after(async () => {
  for (const journal of journals) await journal.close()
  for (const folder of folders) rmSync(folder, { recursive: true })
})

async function open(among = issuers) {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-statements-'))
  folders.push(folder)
  const projections = new URL('../projections.ts', import.meta.url)
  const journal = await Journal.open({ folder, origin: 'test.example/log', projections })
  journals.push(journal)
  const organisation = { ...organisationForTests(), issuers: among }
  return { journal, statements: new Statements({ journal, organisation: () => organisation, now: () => now }) }
}

const report = { about: 'Jan Jansen', result: 'pass' }

describe('statements in the log', () => {
  it('get a receipt that verifies with the log’s key and nothing of ours', async () => {
    const { journal, statements } = await open()
    for (let at = 0; at < 3; at++) await statements.receive(signed(`report ${at}`, [lab]), 'anna')
    const { statement, receipt, isNew } = await statements.receive(signed(JSON.stringify(report), [lab]), 'anna')
    assert.equal(isNew, true)
    const parsed = parseReceipt(receipt)
    const leaf = parsed.extra
    assert.ok(leaf)
    const { checkpoint } = await verifyReceipt(parsed, leaf, trustKey(parseVerifierKey(journal.verifierKey)))
    assert.ok(checkpoint.size > statement.entry)
    const { kind, data } = JSON.parse(Buffer.from(leaf).toString())
    assert.deepEqual(
      [kind, data.statement, data.issuer, data.keys],
      ['statement.received', statement.id, 'lab', ['lab-1']],
    )
    assert.doesNotMatch(Buffer.from(leaf).toString(), /Jansen|anna/)
  })

  it('are one entry each, also when two hand in the same at once or another key signs it', async () => {
    const { statements } = await open()
    const envelope = signed(JSON.stringify(report), [lab])
    const again = signed(JSON.stringify(report), [lab2])
    const answers = await Promise.all([
      statements.receive(envelope, 'anna'),
      statements.receive(envelope, 'omar'),
      statements.receive(again, 'anna'),
    ])
    assert.deepEqual(answers.map(({ isNew }) => isNew).sort(), [false, false, true])
    assert.equal(new Set(answers.map(({ statement }) => statement.entry)).size, 1)
    assert.equal((await statements.list()).length, 1)
  })

  it('are of one body and of one kind: the same words of another, or as another kind, are another statement', async () => {
    const sbom = 'application/vnd.cyclonedx+json'
    const among = new Map([...issuers].map(([id, issuer]) => [id, { ...issuer, states: [inToto, sbom] }]))
    const { statements } = await open(among)
    const text = JSON.stringify(report)
    const answers = []
    for (const envelope of [signed(text, [lab]), signed(text, [other]), signed(text, [lab], sbom)]) {
      answers.push(await statements.receive(envelope, 'anna'))
    }
    assert.deepEqual(
      answers.map(({ isNew }) => isNew),
      [true, true, true],
    )
    assert.equal(new Set(answers.map(({ statement }) => statement.id)).size, 3)
  })

  it('are one in either alphabet of base64', async () => {
    const { statements } = await open()
    const envelope = signed('{">>>":"???~~~"}', [lab])
    const url = { ...envelope, payload: envelope.payload.replaceAll('+', '-').replaceAll('/', '_') }
    assert.notEqual(url.payload, envelope.payload)
    assert.equal((await statements.receive(envelope, 'anna')).isNew, true)
    assert.equal((await statements.receive(url, 'anna')).isNew, false)
  })

  it('leave nothing readable once erased, and do not come back by being sent again (P7)', async () => {
    const { journal, statements } = await open()
    const envelope = signed(JSON.stringify(report), [lab])
    const { statement } = await statements.receive(envelope, 'anna')
    assert.deepEqual(statement.envelope, envelope)
    await journal.erase(`statement:${statement.id}`, 'GDPR art. 17')
    const { isNew, statement: erased } = await statements.receive(envelope, 'anna')
    assert.equal(isNew, false)
    assert.equal(erased.envelope, undefined)
    assert.equal(erased.by, 'anna')
  })

  it('tell how their keys stand today', async () => {
    const among = new Map(issuers)
    const { statements } = await open(among)
    const standing = async () => (await statements.list())[0]?.keys[0]?.standing
    await statements.receive(signed('x', [lab]), 'anna')
    assert.equal(await standing(), 'valid')
    among.set('lab', issuerOf('lab', [lab], { revoked: now }))
    assert.equal(await standing(), 'revoked')
    among.set('lab', issuerOf('lab', [lab], { validUntil: now }))
    assert.equal(await standing(), 'expired')
    among.delete('lab')
    assert.equal(await standing(), 'unregistered')
  })

  it('are refused when they are too large, oddly shaped or signed too often', async () => {
    const { statements } = await open()
    const refusal = (input: unknown) =>
      statements.receive(input, 'anna').then(
        () => 'taken',
        (error) => error.code,
      )
    const good = signed('x', [lab])
    assert.equal(await refusal(signed('x'.repeat(512 * 1024 + 1), [lab])), 'statement-too-large')
    assert.equal(await refusal({ ...good, signatures: Array(9).fill(good.signatures[0]) }), 'envelope-malformed')
    for (const odd of [null, [], 'x', {}, { ...good, signatures: [] }, { ...good, payload: 1 }]) {
      assert.equal(await refusal(odd), 'envelope-malformed')
    }
    assert.equal(await refusal(signed('x'.repeat(512 * 1024), [lab])), 'taken')
    assert.equal(await statements.find('statement-none'), undefined)
  })
})

function coordinate(decimal: string): string {
  return Buffer.from(BigInt(decimal).toString(16).padStart(64, '0'), 'hex').toString('base64url')
}
