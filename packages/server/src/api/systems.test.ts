// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { RegisterError, type SystemView } from '../register/index.ts'
import { openPeoplesDoor } from './testing/peoples-door.ts'

const shown: SystemView = {
  ...{ id: 'hiring', name: 'Hiring', purpose: 'Filters applicants.', owner: 'anna', accountable: 'anna' },
  ...{ label: 'high', strictest: 'high', isFiltered: false, law: '2026-11-22', stage: 'test', isAccepted: false },
  ...{
    waitsForAssessor: true,
    isDisputed: false,
    openQuestions: 0,
    passesGate: true,
    basis: 'b',
    content: {},
    facts: [],
    hits: [],
  },
  ...{ obligations: [], judgements: [], history: [], open: [], readings: [] },
  ...{ notices: [], logTerm: { days: 30 }, outside: [] },
  gate: {
    ...{ registered: true, class: 'high', stage: 'test', prohibitions: [], comingProhibitions: [] },
    ...{ highInForce: false, transparency: [] },
  },
}
const sentence = { nl: 'Vraag een ander om dit te beoordelen.', en: 'Ask somebody else to assess this.' }

describe('the register on the people’s port', () => {
  it('answers people, lets each role do what is theirs, and nothing that an agent reaches changes it (P9)', async () => {
    const done: string[] = []
    const register = {
      unregistered: async () => [{ id: 'stranger', agents: ['reporter'], isRegistered: false, traffic: [] }],
      differences: async () => [],
      list: async ({ label }: { label?: string }) => (label === undefined || label === 'high' ? [shown] : []),
      portfolio: async () => ({
        systems: 1,
        byClass: {},
        byStage: {},
        waiting: { acceptance: [], assessment: [], answers: [] },
      }),
      find: async (id: string) => (id === 'hiring' ? shown : undefined),
      question: async () => ({ question: undefined, left: 0 }),
      questions: async () => ({ questions: [], left: 0 }),
      answer: async (id: string, { fact }: { fact: string }, by: string) => void done.push(`${by} ${id} ${fact}`),
      assess: async () => {
        throw new RegisterError('assessor-is-owner', sentence)
      },
      accept: async () => undefined,
      release: async () => undefined,
      decline: async () => undefined,
      decisionFile: async () => {
        throw new RegisterError('system-unknown', sentence)
      },
      decisions: async () => [],
      decidedFile: async () => undefined,
      seen: async () => ({ systems: [], suppliers: [], coverage: { seen: 's', declared: 'd' } }),
      portrait: async () => {
        throw new RegisterError('system-unknown', sentence)
      },
      impact: async () => ({ on: '', law: '', departments: [], coverage: { seen: 's', declared: 'd' } }),
    }
    await using door = await openPeoplesDoor({ services: { register } })
    const path = '/api/v1/systems'
    assert.equal((await door.as('ruth', 'GET', path)).json.systems.length, 1)
    const listed = async (query: string) => {
      const { systems, unregistered } = (await door.as('ruth', 'GET', `${path}?${query}`)).json
      return [systems.length, unregistered.length]
    }
    assert.deepEqual(await listed(''), [1, 1])
    assert.deepEqual(await listed('label=limited'), [0, 0])
    assert.deepEqual(await listed('unregistered=true'), [0, 1])
    assert.equal((await door.as('ruth', 'GET', `${path}?label=dangerous`)).status, 400)
    const changed = (query: string) => door.as('ruth', 'GET', `/api/v1/systems-changed?${query}`)
    assert.deepEqual((await changed('on=2026-12-02&law=2024-08-01')).json, { changed: [] })
    assert.equal((await changed('law=1900-01-01')).status, 400)
    assert.equal((await door.as('ruth', 'GET', `${path}/nobody`)).status, 404)
    assert.deepEqual((await door.as('ruth', 'GET', `${path}/hiring/question`)).json, { question: null, left: 0 })
    assert.deepEqual((await door.as('ruth', 'GET', `${path}/hiring/questions`)).json, { questions: [], left: 0 })
    const { people } = (await door.as('ruth', 'GET', '/api/v1/people')).json
    assert.ok(people.some(({ id, name }: Readonly<Record<string, unknown>>) => id === 'anna' && name !== 'anna'))
    assert.equal((await door.as(door.agentKey, 'GET', '/api/v1/people')).status, 401)
    const answer = { fact: 'machine_based', value: true, source: 'The manual' }
    assert.equal((await door.as('ruth', 'POST', `${path}/hiring/answers`, answer)).status, 403)
    assert.equal((await door.as('anna', 'POST', `${path}/hiring/answers`, answer)).status, 200)
    assert.deepEqual(done, ['anna hiring machine_based'])
    const wish = { basis: 'b', role: 'second', reason: 'I looked.' }
    const refused = await door.as('anna', 'POST', `${path}/hiring/assessments`, wish)
    assert.deepEqual(
      [refused.status, refused.json.code, refused.json.reason],
      [422, 'register-refused', 'assessor-is-owner'],
    )
    assert.ok([sentence.nl, sentence.en].includes(refused.json.detail))
    for (const act of ['answers', 'assessments', 'acceptance', 'release', 'algoritmeregister/submit']) {
      assert.equal((await door.as(door.agentKey, 'POST', `${path}/hiring/${act}`, {})).status, 401)
    }
  })

  it('tells where the entry in the Algoritmeregister stands, and passes on which one somebody looked at', async () => {
    const done: unknown[] = []
    const publications = {
      state: async () => undefined,
      draft: async () => ({ fields: [], problems: [], digest: 'd', isSubmitted: false }),
      preview: async () => 'https://preview.example/1',
      act: async (...given: readonly unknown[]) => {
        done.push(given)
        return { system: 'hiring', act: 'submit', outcome: 'done', isPublic: false, lars: '1', at: 1 }
      },
    }
    await using door = await openPeoplesDoor({ services: { publications } })
    const path = '/api/v1/systems/hiring/algoritmeregister'
    assert.deepEqual((await door.as('ruth', 'GET', path)).json, { publication: null, isSetUp: false })
    assert.equal((await door.as('ruth', 'GET', `${path}/draft`)).json.digest, 'd')
    assert.equal((await door.as(door.agentKey, 'GET', `${path}/draft`)).status, 401)
    assert.equal((await door.as('ruth', 'GET', `${path}/preview`)).status, 403)
    assert.equal((await door.as('ruth', 'POST', `${path}/publish`, { digest: 'd' })).status, 403)
    assert.equal((await door.as('anna', 'POST', `${path}/submit`, { digest: 1 })).status, 400)
    for (const body of [{ digest: 'd' }, {}, undefined]) {
      assert.equal((await door.as('anna', 'POST', `${path}/submit`, body)).status, 200)
    }
    const given = (digest?: string) => ['hiring', 'submit', 'anna', digest]
    assert.deepEqual(done, [given('d'), given(), given()])
  })
})
