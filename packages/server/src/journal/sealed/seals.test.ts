// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { decodeBundle, parseDisclosure } from '@sluis/log'
import fc from 'fast-check'
import {
  canonicalJson,
  type EntryDraft,
  type FieldRead,
  Journal,
  type JsonValue,
  openToGive,
  readFields,
} from '../index.ts'
import { KnownParts } from './known-parts.ts'
import { keyedDigest, seal } from './sealing.ts'
import { OpenSeal, placeOf, type Seal, sealFields, subjectsOfEntry } from './seals.ts'
import type { Subject } from './vault.ts'

const projections = new URL('../testing/projection.ts', import.meta.url)
const root = mkdtempSync(join(tmpdir(), 'sluis-seals-'))
after(() => rmSync(root, { recursive: true }))

const newFolder = () => mkdtempSync(join(root, 'log-'))
const open = (folder: string) => Journal.open({ folder, origin: 'test.example/log', projections })
const damaged = { code: 'damaged' }

/** Subjects with their keys, as the vault has them. */
function newKeys(): (subject: string) => Subject {
  const known = new Map<string, Subject>()
  return (subject) => {
    const found = known.get(subject) ?? { subject, pseudonym: randomBytes(16).toString('hex'), key: randomBytes(32) }
    known.set(subject, found)
    return found
  }
}

const none = () => undefined
const field = (name: string, value: JsonValue, parts: readonly JsonValue[] = [], subject = 'run:1') => ({
  name,
  subject,
  value: canonicalJson(value),
  parts: parts.map(canonicalJson),
})

function sealOne(keys: (subject: string) => Subject): Seal {
  const [sealed] = sealFields(7, [field('request', 'mail'), field('decision', 'allow')], keys, none).seals
  assert.ok(sealed)
  return sealed
}

describe('what an entry seals', () => {
  it('opens as it was, whatever it says, each field and part by itself', () => {
    const json = fc.jsonValue({ noUnicodeString: false }).map((value): JsonValue => JSON.parse(JSON.stringify(value)))
    const wellFormed = json.filter(
      (value) => JSON.stringify(value).isWellFormed() && !JSON.stringify(value).includes('\\ud'),
    )
    const made = fc.record({ value: wellFormed, parts: fc.array(wellFormed, { maxLength: 4 }) })
    fc.assert(
      fc.property(fc.array(made, { minLength: 1, maxLength: 5 }), (fields) => {
        const keys = newKeys()
        const drafts = fields.map(({ value, parts }, at) => field(`field-${at}`, value, parts))
        const { seals, digests } = sealFields(3, drafts, keys, none)
        assert.equal(seals.length, 1)
        for (const seal of seals) {
          const opened = new OpenSeal(keys('run:1').key, seal)
          const held = opened.parts()
          for (const [at, { value, parts }] of drafts.entries()) {
            const found = opened.field(`field-${at}`)
            assert.equal(canonicalJson(found?.value ?? null), value)
            assert.deepEqual(
              found?.parts.map(({ digest }) => held.get(digest)?.part),
              parts,
            )
            assert.equal(found?.digest, digests[at])
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('is one seal for each subject, and opens by nothing but its key, place, subject and names (P7)', () => {
    const keys = newKeys()
    const two = sealFields(7, [field('a', 1), field('b', 2, [], 'person:a'), field('c', 3)], keys, none).seals
    assert.deepEqual(
      two.map(({ place, names }) => [place, names]),
      [
        [placeOf(7), 'a c'],
        [placeOf(7, 1), 'b'],
      ],
    )
    const seal = sealOne(keys)
    const { key } = keys('run:1')
    assert.equal(new OpenSeal(key, seal).field('decision')?.value, 'allow')
    assert.equal(new OpenSeal(key, seal).field('reason'), undefined)
    const torn = Uint8Array.from(seal.sealed, (byte, at) => (at === 30 ? byte ^ 1 : byte))
    for (const changed of [
      { place: seal.place + 1 },
      { subject: keys('run:2').pseudonym },
      { names: 'decision request' },
      { sealed: torn },
      { sealed: seal.sealed.subarray(1) },
      { sealed: new Uint8Array() },
    ]) {
      assert.throws(() => new OpenSeal(key, { ...seal, ...changed }), damaged)
    }
    assert.throws(() => new OpenSeal(keys('run:2').key, seal), damaged)
  })

  it('names for each part the entry that holds it, and holds those that none does', () => {
    const keys = newKeys()
    const known = new KnownParts()
    const first = sealFields(7, [field('request', 1, ['hello', 'world', 'hello'])], keys, none)
    known.add(first.fresh)
    const second = sealFields(8, [field('request', 1, ['hello', 'again'])], keys, (salt) => known.find(salt))
    assert.deepEqual([first.fresh.size, second.fresh.size], [2, 1])
    const holders = second.seals.map((seal) => new OpenSeal(keys('run:1').key, seal).field('request')?.parts)
    assert.deepEqual(
      holders.flat().map((part) => part?.holder),
      [7, 8],
    )
    const elsewhere = sealFields(9, [field('request', 1, ['hello'], 'run:2')], keys, (salt) => known.find(salt))
    assert.equal(elsewhere.fresh.size, 1)
  })

  it('opens parts that an older version named by digests that need the key', () => {
    const keys = newKeys()
    const { key, pseudonym } = keys('run:1')
    const part = '"hello"'
    const keyed = keyedDigest(key, part)
    const disclosure = `["salt","request",{"parts":["${keyed}"],"value":1}]`
    const [place, names] = [placeOf(7), 'request']
    const sealed = seal(key, `[[7]]\n${disclosure}\n${part}`, `${place} ${pseudonym} ${names}`)
    const opened = new OpenSeal(key, { place, subject: pseudonym, names, sealed })
    for (const field of [opened.field('request'), opened.text('request')]) {
      assert.deepEqual(field?.parts, [{ holder: 7, digest: keyed }])
    }
    assert.deepEqual(opened.parts().get(keyed), { part })
  })

  it('has no field that could not be opened by its name', () => {
    for (const names of [['two words'], ['same', 'same']]) {
      const fields = names.map((name) => field(name, 1))
      assert.throws(() => sealFields(0, fields, newKeys(), none), RangeError)
    }
  })

  it('is of a bounded number of subjects', () => {
    const fields = Array.from({ length: subjectsOfEntry + 1 }, (_, at) => field('a', at, [], `person:${at}`))
    assert.equal(sealFields(0, fields.slice(1), newKeys(), none).seals.length, subjectsOfEntry)
    assert.throws(() => sealFields(0, fields, newKeys(), none), RangeError)
  })
})

describe('the parts that were met lately', () => {
  it('are those that were met last, of as many as it holds', () => {
    const known = new KnownParts(4)
    const sealedAt = (holder: number) => ({ digest: `digest-${holder}`, holder })
    known.add(new Map([['asked for', sealedAt(0)]]))
    for (let at = 0; at < 10; at++) {
      known.add(new Map([[`part-${at}`, sealedAt(at)]]))
      assert.deepEqual(known.find('asked for'), sealedAt(0))
    }
    assert.deepEqual(known.find('part-9'), sealedAt(9))
    assert.equal(known.find('part-1'), undefined)
  })
})

describe('the journal, of what entries seal', () => {
  const draft = (parts: readonly string[], value: JsonValue = null): EntryDraft => ({
    kind: 'noted',
    data: {},
    private: [{ name: 'request', subject: 'run:1', value, parts }],
  })
  const long = 'x'.repeat(1_000_000)

  it('seals what a conversation repeats once, and once more after a restart', async () => {
    const folder = newFolder()
    const said: JsonValue[][] = []
    for (let restart = 0; restart < 2; restart++) {
      const journal = await open(folder)
      for (let turn = 0; turn < 5; turn++) {
        const parts = [long, ...Array.from({ length: turn + restart * 5 }, (_, at) => `turn ${at}`)]
        await journal.append(draft(parts))
        said.push(parts)
      }
      const found = await Promise.all(said.map((_, index) => journal.disclose(index, 'request')))
      assert.deepEqual(
        found.map((field) => field?.parts),
        said,
      )
      await journal.close()
    }
    assert.ok(statSync(join(folder, 'journal.db')).size < 3 * long.length)
  })

  it('never counts on a part of an entry that was refused, nor on one of its neighbours in the same batch', async () => {
    const journal = await open(newFolder())
    const tooLarge = { ...draft(['first']), data: { text: 'x'.repeat(5000) } }
    const belowZero = { ...draft(['second']), kind: 'counter.added', data: { name: 'c', by: -1 } }
    const results = await Promise.allSettled(
      [tooLarge, belowZero, draft(['first', 'second'])].map((one) => journal.append(one)),
    )
    assert.deepEqual(
      results.map(({ status }) => status),
      ['rejected', 'rejected', 'fulfilled'],
    )
    assert.deepEqual((await journal.disclose(0, 'request'))?.parts, ['first', 'second'])
    await journal.close()
  })

  it('opens nothing that the leaf does not commit to, whoever sealed it', async () => {
    const folder = newFolder()
    const journal = await open(folder)
    await journal.append(draft([], 'what was asked'))
    const keys = new DatabaseSync(join(folder, 'keys.db'), { readOnly: true })
    const { subject, pseudonym, key } = keys.prepare("SELECT * FROM subjects WHERE subject LIKE '%@%'").get() ?? {}
    keys.close()
    assert.ok(key instanceof Uint8Array)
    const owner = { subject: String(subject), pseudonym: String(pseudonym), key: Buffer.from(key) }
    const [forged] = sealFields(0, [field('request', 'what the operator made of it')], () => owner, none).seals
    const log = new DatabaseSync(join(folder, 'journal.db'))
    log.prepare('UPDATE seals SET sealed = ?').run(forged?.sealed ?? null)
    log.close()
    await assert.rejects(journal.disclose(0, 'request'), /does not commit to what is sealed as its field request/)
    await assert.rejects(valuesOf(folder), damaged)
    await journal.close()
  })

  it('gives out a field with its parts so that whoever has the leaf can hold them against it', async () => {
    const journal = await open(newFolder())
    await journal.append(draft(['first', 'second', 'first'], { model: 'm' }))
    await journal.append(draft(['second', 'third']))
    const give = async (index: number, ...fields: readonly string[]) => {
      const given = await openToGive(journal.place, [{ index, fields }], 1e6)
      return typeof given === 'string' ? given : given.disclosures[0]
    }
    const disclosures = await give(1, 'request')
    assert.ok(typeof disclosures === 'object')
    const leaf = (await journal.log.tile({ level: 'entries', index: 0, width: 2 }))?.subarray() ?? new Uint8Array()
    const [, second] = decodeBundle(leaf, 2).map((bytes) => JSON.parse(Buffer.from(bytes).toString()))
    const [field, ...parts] = disclosures.map((one) => parseDisclosure(one))
    assert.ok(second._sd.includes(field?.digest))
    assert.deepEqual(field?.value, { parts: parts.map(({ digest }) => ({ '...': digest })), value: null })
    assert.deepEqual(
      parts.map(({ value }) => value),
      ['second', 'third'],
    )
    assert.equal((await give(0, 'request'))?.length, 3, 'each part once')
    assert.equal(await give(0, 'result'), 'gone')
    assert.equal(await openToGive(journal.place, [{ index: 0, fields: ['request'] }], 100), 'too-long')
    await journal.erase('run:1', 'asked')
    assert.equal(await give(0, 'request'), 'gone')
    await journal.close()
  })

  it('reads a field of every entry in pages that fit in memory', async () => {
    const folder = newFolder()
    const journal = await open(folder)
    const large = 'y'.repeat(9 * 1024 * 1024)
    for (const value of ['a', large, large, 'b', large, large, 'c']) await journal.append(draft([], value))
    await journal.append({ kind: 'noted', data: {} })
    await journal.append({ kind: 'noted', data: {}, private: [{ name: 'result', subject: 'run:1', value: large }] })
    await journal.close()
    const pages = await valuesOf(folder)
    assert.deepEqual(
      pages.map(({ length }) => length),
      [5, 4],
    )
    const read = pages.flat().map(({ value }) => String(value).slice(0, 1))
    assert.deepEqual(read.join(), 'a,y,y,b,y,y,c,u,u')
  })

  async function valuesOf(folder: string): Promise<readonly (readonly FieldRead[])[]> {
    const pages: (readonly FieldRead[])[] = []
    for await (const { fields } of readFields({ folder }, 'request', 0)) pages.push(fields)
    return pages
  }
})
