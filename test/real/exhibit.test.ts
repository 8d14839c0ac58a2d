// SPDX-License-Identifier: EUPL-1.2
// An exhibit that a Sluis made is verified by a Go program that shares nothing with it, and refused when it was changed.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  digestDisclosure,
  type Exhibit,
  exhibitFormat,
  formatReceipt,
  formatVerifierKey,
} from '../../packages/log/src/index.ts'
import { testKey, utf8 } from '../../packages/log/src/test/keys.ts'
import { MemoryLog } from '../../packages/log/src/test/memory-log.ts'
import { Exhibits } from '../../packages/server/src/exhibits/index.ts'
import { Journal } from '../../packages/server/src/journal/index.ts'
import { buildGo, missingGo } from './go-verifier/go-verifier.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-real-exhibit-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const given = (text: string): string => Buffer.from(text).toString('base64url')

describe('an exhibit that Sluis made, verified in Go (P11)', { skip: missingGo ?? false }, () => {
  let made: Exhibit
  let key: string
  before(async () => {
    buildGo(join(import.meta.dirname, 'go-verifier'), join(folder, 'go-verifier'))
    const projections = new URL('../../packages/server/src/journal/testing/projection.ts', import.meta.url)
    const journal = await Journal.open({ folder: join(folder, 'data'), origin: 'test.example/log', projections })
    const by = await journal.pseudonymOf('person:anna')
    const parts = ['héllo', { role: 'user', content: 'a\u2028"\\' }, 'héllo', 0.000001, 1e21]
    for (const name of ['request', 'reason', 'result']) {
      const value = { name, of: [1.5, -3, 1e-7, null, true] }
      await journal.append({ kind: 'noted', data: { by }, private: [{ name, value, subject: 'run:r1', parts }] })
    }
    const wish = {
      entries: [0, 2].map((index) => ({ index, fields: [index === 0 ? 'request' : 'result'] })),
      names: [by],
    }
    const file = await new Exhibits(journal).make({ ...wish, for: 'the court' }, { id: 'ruth' })
    made = JSON.parse(Buffer.from(file).toString())
    key = journal.verifierKey
    await journal.close()
  })

  const verify = (exhibit: object, by = key): { readonly status: number | null; readonly text: string } => {
    const file = join(folder, 'an.exhibit.json')
    writeFileSync(file, JSON.stringify(exhibit))
    const { status, stdout, stderr } = spawnSync(join(folder, 'go-verifier'), ['exhibit', file, by], {
      encoding: 'utf8',
    })
    return { status, text: stdout + stderr }
  }

  it('is valid, whole and with less of it', () => {
    assert.deepEqual(verify(made), { status: 0, text: 'valid: 2 entries, 2 fields, 8 pieces, 1 names\n' })
    const [first] = made.entries
    const less = { ...made, entries: [{ ...first, disclosures: first?.disclosures.slice(0, 2) }], names: [] }
    assert.deepEqual(verify(less), { status: 0, text: 'valid: 1 entries, 1 fields, 1 pieces, 0 names\n' })
  })

  it('is refused when anything in it is not what was recorded', () => {
    const [first, second] = made.entries
    assert.ok(first && second && readFileSync(join(folder, 'an.exhibit.json')).length > 0)
    const changed = (disclosures: readonly string[]) => ({ ...made, entries: [{ ...first, disclosures }], names: [] })
    const [field = '', piece = ''] = first.disclosures
    for (const [why, exhibit] of Object.entries({
      'another value': changed([given(Buffer.from(field, 'base64url').toString().replace('true', 'false'))]),
      'a field of another entry': changed([field, second.disclosures[0] ?? '']),
      'a piece without its field': changed([piece]),
      'a piece that no field names': changed([field, given('["salt","more"]')]),
      'the same twice': changed([field, field]),
      'a member twice': changed([field, given('["salt","x",{"value":1,"value":2}]')]),
      'an entry twice': { ...made, entries: [first, first] },
      'another entry': { ...made, entries: [{ ...first, proof: first.proof.replace(/^index 0$/m, 'index 1') }] },
      'another signature': {
        ...made,
        entries: [first, { ...second, proof: `${second.proof}\u2014 other AAAAAAAA\n` }],
      },
      'a name of nobody in it': { ...made, names: [given('["salt","subject","person:bo"]')] },
      'a name twice': { ...made, names: [...made.names, ...made.names] },
      'another format': { ...made, format: `${exhibitFormat}x` },
      'something beside it': { ...made, more: 1 },
    })) {
      assert.equal(verify(exhibit).status, 1, why)
    }
  })

  it('is refused when a lying operator recorded a name in capitals, which a decoder of Go takes for the same', async () => {
    const log = testKey('example.com/log', 1)
    const status = async (disclosure: string, of = '_sd') => {
      const digests = { [of]: [digestDisclosure(disclosure)] }
      const leaf = JSON.stringify({ ...digests, at: 1, data: {}, kind: 'noted', salt: 's', v: 1 })
      const checkpoint = await MemoryLog.of([leaf]).checkpoint(log.signer)
      const proof = formatReceipt({ index: 0, proof: [], checkpoint, extra: utf8(leaf) })
      const exhibit = { format: exhibitFormat, entries: [{ proof, disclosures: [disclosure] }], names: [] }
      return verify(exhibit, formatVerifierKey(log.key)).status
    }
    const field = given('["s","reason",{"value":"yes"}]')
    assert.equal(await status(field), 0)
    assert.equal(await status(field, '_SD'), 1)
    assert.equal(await status(given('["s","reason",{"VALUE":"no","value":"yes"}]')), 1)
  })
})
