// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { parseExhibit, parseVerifierKey, trustKey, verifyExhibit } from '@sluis/log'
import { digestOf, released } from '../oversight/testing/gate.ts'
import { type Answer, openPeoplesDoor, type PeoplesDoor } from './testing/peoples-door.ts'

const court = 'Rechtbank Den Haag, zaak 26/123'
const digest = digestOf()

let door: PeoplesDoor
before(async () => {
  door = await openPeoplesDoor()
  await door.hold({ case: 'c1', run: 'run-1' })
  await door.as('sanne', 'POST', '/api/v1/cases/c1/verdicts', { verdict: 'approve', digest, reason: 'right customer' })
  const { kind, series = '', data } = released('c1')
  const more = { system: 'weekly-report', action: 'callTool' }
  await door.journal.append({ kind, series, data: { ...data, ...more } })
})
after(() => door?.[Symbol.asyncDispose]())

const trailOf = async (call: string) => (await door.as('ruth', 'GET', `/api/v1/calls/${call}/trail`)).json
const make = (wish: object, who = 'ruth'): Promise<Answer> => door.as(who, 'POST', '/api/v1/exhibits', wish)
const verify = (answer: Answer) =>
  verifyExhibit(
    parseExhibit(Buffer.from(JSON.stringify(answer.json))),
    trustKey(parseVerifierKey(door.journal.verifierKey)),
  )
const logSize = async () => (await door.journal.log.checkpoint()).size

describe('exhibits over HTTP', () => {
  it('hand an outsider what a call was, who approved it and why, held against the log (P11)', async () => {
    const { entries, names, verifierKey } = await trailOf('call-released')
    assert.equal(verifierKey, door.journal.verifierKey)
    assert.deepEqual(
      entries.map(({ kind, fields }: Record<string, unknown>) => [kind, fields]),
      [
        ['call.held', ['call']],
        ['case.verdict', ['reason']],
        ['call.allowed', []],
      ],
    )
    assert.deepEqual(
      names.map(({ subject, isProvable }: Record<string, unknown>) => [subject, isProvable]),
      [['person:sanne', true]],
    )
    const wish = entries.map(({ index, fields }: Record<string, unknown>) => ({ index, fields }))
    const made = await make({ entries: wish, names: [names[0].pseudonym], for: court })
    assert.equal(made.status, 200, made.text)
    const shown = await verify(made)
    const [held, verdict] = shown.entries.map(({ fields }) => fields[0]?.value)
    assert.match(JSON.stringify(held), /Wilt u factuur 2026-0101 betalen/)
    assert.equal(verdict, 'right customer')
    assert.deepEqual([...shown.names.values()], ['person:sanne'])
  })

  it('hold nothing that was not chosen (P7)', async () => {
    const { entries } = await trailOf('call-released')
    const made = await make({ entries: [{ index: entries[1].index, fields: [] }], names: [], for: court })
    const { entries: shown, names } = await verify(made)
    assert.deepEqual([shown[0]?.fields, names.size], [[], 0])
    const all = Buffer.from(made.text.replaceAll(/\\n|"/g, ' ')).toString()
    const decoded = all.split(/\s+/).map((word) => Buffer.from(word, 'base64').toString())
    assert.ok(![all, ...decoded].some((text) => /right customer|factuur|sanne/.test(text)))
  })

  it('are recorded before they are given: who made it, of what, and sealed for whom (P1, P7)', async () => {
    const { entries, names } = await trailOf('call-released')
    const { index } = entries[1]
    const size = await logSize()
    await make({ entries: [{ index, fields: ['reason'] }], names: [names[0].pseudonym], for: court })
    const entry = await door.journal.log.entry(size)
    const { by, exhibit, ...data } = entry?.data ?? {}
    assert.equal(entry?.kind, 'exhibit.made')
    assert.match(String(exhibit), /^exhibit-[0-9a-f]{16}$/)
    assert.deepEqual(data, {
      ...{ entries: [{ entry: index, fields: ['reason'] }], runs: ['run-1'], names: [names[0].pseudonym] },
    })
    assert.equal(await door.journal.subjectOf(String(by)), 'person:ruth')
    assert.equal((await door.journal.disclose(size, 'for'))?.value, court)
    assert.doesNotMatch(JSON.stringify(entry?.data), /Rechtbank/)
  })

  it('of an entry by its number, such as a stop with its reason', async () => {
    const index = await logSize()
    await door.as('sanne', 'POST', '/api/v1/stops', { scope: 'run', target: 'run-1', reason: 'wrong debtor' })
    const { json: trail } = await door.as('ruth', 'GET', `/api/v1/entries/${index}/trail`)
    assert.deepEqual([trail.entries[0].kind, trail.entries[0].fields], ['stop.ordered', ['reason']])
    const { entries } = await verify(await make({ entries: [{ index, fields: ['reason'] }], names: [], for: court }))
    assert.deepEqual(entries[0]?.fields[0]?.value, { by: 'sanne', reason: 'wrong debtor' })
  })

  it('are refused, and nothing is recorded, for what is not there, was erased or is asked wrongly', async () => {
    const { entries, names } = await trailOf('call-released')
    const { index } = entries[1]
    const wish = { entries: [{ index, fields: ['reason'] }], names: [], for: court }
    const size = await logSize()
    for (const [changed, status, reason] of [
      [{ entries: [{ index: size, fields: [] }] }, 422, 'entry-unknown'],
      [{ entries: [{ index, fields: ['answer'] }] }, 422, 'field-gone'],
      [{ names: ['a'.repeat(32)] }, 422, 'name-unprovable'],
      [{ for: ' ' }, 400],
      [{ entries: [] }, 400],
      [{ entries: [...wish.entries, ...wish.entries] }, 400],
      [{ entries: [{ index, fields: Array(51).fill('reason') }] }, 400],
      [{ names: [await door.journal.pseudonymOf('person:anna')] }, 422, 'name-unprovable'],
      [{ names: [names[0].pseudonym, names[0].pseudonym] }, 400],
      [{ names: ['anna'] }, 400],
      [{ more: 1 }, 400],
    ] as const) {
      const { status: found, json } = await make({ ...wish, ...changed })
      assert.deepEqual([found, json.reason], [status, reason], JSON.stringify(changed))
    }
    assert.equal((await door.as('ruth', 'GET', '/api/v1/calls/call-none/trail')).status, 404)
    assert.equal((await door.as('ruth', 'GET', `/api/v1/entries/${size}/trail`)).status, 404)
    assert.equal((await door.as('ruth', 'GET', '/api/v1/entries/x/trail')).status, 400)
    assert.equal(await logSize(), size)
  })

  it('tell whoever asks who was handed what is held about them (GDPR art. 15(1)(c))', async () => {
    const told = async (subject: string) =>
      (await door.as('ruth', 'POST', '/api/v1/subjects/held', { subject })).json.exhibits
    const { entries, names } = await trailOf('call-released')
    const handed = [
      { index: entries[0].index, fields: ['call'] },
      { index: entries[1].index, fields: [] },
    ]
    const { length } = await told('run:run-1')
    const entry = await logSize()
    const made = await make({ entries: handed, names: [names[0].pseudonym], for: 'Insurer, claim 7' }, 'anna')
    assert.equal(made.status, 200, made.text)
    const exhibits = await told('run:run-1')
    assert.equal(exhibits.length, length + 1)
    const [{ exhibit, at, ...newest }] = exhibits
    assert.deepEqual(newest, {
      ...{ entry, by: { id: 'anna', name: 'Anna Verhage' }, for: 'Insurer, claim 7' },
      ...{ handed: handed.map(({ index: entry, fields }) => ({ entry, fields })) },
      calls: ['call-of-c1'],
    })
    assert.equal((await told('person:sanne'))[0].entry, entry, 'who was named')
    assert.deepEqual(await told('person:pieter'), [])
    assert.deepEqual(await told('run:run-of-others'), [])
  })

  it('tell it still when what was handed over and who did it are erased, and no longer once for whom is (P7)', async () => {
    const erase = async (subject: string) => {
      const { erasable } = (await door.as('ruth', 'POST', '/api/v1/subjects/held', { subject })).json
      await door.journal.erase(subject, 'erasure')
      return erasable
    }
    const told = async () =>
      (await door.as('ruth', 'POST', '/api/v1/subjects/held', { subject: 'run:run-1' })).json.exhibits[0]
    const { entry, exhibit } = await told()
    assert.ok(await erase('run:run-1'))
    assert.ok(await erase('person:anna'))
    const { by, ...left } = await told()
    assert.deepEqual([left.entry, left.for, by], [entry, 'Insurer, claim 7', undefined])
    assert.equal((await erase(`exhibit:${exhibit}`)).entries, 1)
    const gone = await told()
    assert.deepEqual([gone.entry, gone.for, gone.calls], [entry, undefined, ['call-of-c1']])
  })

  it('of an earlier version are found by who was named, and by entries that name them', async () => {
    const { names } = await trailOf('call-released')
    const index = await logSize()
    await door.as('sanne', 'POST', '/api/v1/stops', { scope: 'run', target: 'run-1', reason: 'wrong debtor' })
    const old = async (named: readonly string[], subject: string) => {
      const data = { entries: [{ entry: index, fields: [] }], names: named, by: names[0].pseudonym }
      await door.journal.append({ kind: 'exhibit.made', data, private: [{ name: 'for', value: court, subject }] })
      const { json } = await door.as('ruth', 'POST', '/api/v1/subjects/held', { subject: 'person:sanne' })
      return json.exhibits[0].for
    }
    assert.equal(await old([names[0].pseudonym], 'person:old-maker'), court)
    assert.equal(await old([], 'person:older-maker'), court)
  })

  it('fit in the leaf that records them, as many as may be asked', async () => {
    const { names } = await trailOf('call-released')
    const pseudonyms = await Promise.all(
      Array.from({ length: 30 }, (_, at) => door.journal.pseudonymOf(`person:of-many-${at}`)),
    )
    const first = await logSize()
    const drafts = pseudonyms.map((by, at) => ({
      ...{ kind: 'noted', data: { by } },
      private: (at < 20 ? ['a', 'b'] : ['a']).map((letter) => ({
        ...{ name: letter.repeat(24), value: at, subject: 'run:long' },
      })),
    }))
    await Promise.all(drafts.map((draft) => door.journal.append(draft)))
    const entries = drafts.map((draft, at) => ({ index: first + at, fields: draft.private.map(({ name }) => name) }))
    assert.ok(names.length > 0)
    assert.equal((await make({ entries, names: pseudonyms, for: court })).status, 200)
  })
})
