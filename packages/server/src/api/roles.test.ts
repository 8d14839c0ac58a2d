// SPDX-License-Identifier: EUPL-1.2
// Every operation of the API with every role: a route that nobody put in this table fails, and so does one that asks
// for another act than the table says.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Act, may } from '../identity/index.ts'
import { openPeoplesDoor, type PeoplesDoor } from './testing/peoples-door.ts'

type Asked = readonly [act: Act | 'anyone', body?: object]

const reason = 'test'
const basis = 'basis'
const digest = 'digest'
const envelope = { payloadType: 'a/b', payload: 'e30=', signatures: [{ keyid: 'k', sig: 'c2ln' }] }
const now = Date.now()
const replay = { since: 0, policies: [{ name: 'policies/a.cedar', text: 'permit (principal, action, resource);' }] }
const incident = { system: 'weekly-report', kinds: ['unknown'], what: 'test', source: 'test', awareAt: now }
const report = { to: 'other', whom: 'test', what: 'test', at: now, isComplete: true }
const answer = { fact: 'isAiSystem', value: true, source: 'test' }

/** What each operation asks of a person, with a body that it takes. */
const operations: Readonly<Record<string, Asked>> = {
  'GET /me': ['read'],
  'POST /session': ['anyone', { key: 'x' }],
  'DELETE /session': ['anyone', {}],
  'GET /cases': ['read'],
  'GET /cases/{id}': ['read'],
  'GET /cases/{id}/content': ['read'],
  'POST /cases/{id}/verdicts': ['decide', { verdict: 'reject', digest }],
  'GET /stops': ['read'],
  'GET /stops/past': ['read'],
  'POST /stops': ['stop', { scope: 'run', target: 'run-none', reason }],
  'POST /stops/{id}/lift': ['resume', { reason }],
  'GET /tasks': ['read'],
  'POST /tasks/{id}/runs': ['start-run', {}],
  'GET /runs': ['read'],
  'GET /runs/{id}': ['read'],
  'POST /runs/{id}/labels/remove': ['remove-label', { label: 'untrusted', reason }],
  'GET /calls': ['read'],
  'GET /calls/{id}/receipt': ['read'],
  'POST /calls/{id}/settle': ['settle', { as: 'done', reason }],
  'GET /calls/{id}/decision': ['review-decisions'],
  'GET /budgets': ['read'],
  'POST /drills/stop': ['resume', { streams: 1 }],
  'POST /drills/stop/{id}/ended': ['resume', { streams: 1, cut: 1, worstMs: 1, medianMs: 1 }],
  'POST /drills/provider-loss': ['resume', { provider: 'none' }],
  'GET /models': ['read'],
  'POST /organisation/load': ['load-organisation', {}],
  'GET /people': ['read'],
  'GET /keys': ['read'],
  'POST /agents/{id}/keys': ['issue-agent-key', {}],
  'POST /people/{id}/keys': ['issue-person-key', {}],
  // Of one's own keys, everyone; of another's, keys.test.ts.
  'POST /keys/{id}/revoke': ['anyone', {}],
  'POST /policy/replays': ['review-decisions', replay],
  'GET /policy/replays/{id}': ['review-decisions'],
  'POST /policy/replays/{id}/cancel': ['review-decisions', {}],
  'GET /policy/shadow': ['read'],
  'GET /incidents': ['read'],
  'POST /incidents': ['raise-incident', incident],
  'GET /incidents/{id}': ['read'],
  'GET /incidents/{id}/log': ['read'],
  'GET /incidents/{id}/export': ['read'],
  'POST /incidents/{id}/notes': ['raise-incident', { note: 'test' }],
  'POST /incidents/{id}/reports': ['handle-incident', report],
  'POST /incidents/{id}/close': ['handle-incident', { because: 'handled', reason }],
  'GET /erasures': ['read'],
  'POST /subjects/held': ['review-decisions', { subject: 'customer:1' }],
  'POST /subjects/erase': ['erase', { subject: 'customer:1', basis: 'erasure', reason, mark: 'x' }],
  'GET /calls/{id}/trail': ['hand-over'],
  'GET /entries/{index}/trail': ['hand-over'],
  'POST /exhibits': ['hand-over', { entries: [{ index: 9_999_999, fields: [] }], names: [], for: 'x' }],
  'GET /statements': ['read'],
  'POST /statements': ['state', envelope],
  'GET /statements/{id}': ['read'],
  'GET /statements/{id}/receipt': ['read'],
  'GET /systems': ['read'],
  'GET /systems-changed': ['read'],
  'GET /systems-seen': ['read'],
  'GET /systems-impact': ['read'],
  'GET /systems-impact/export': ['read'],
  'GET /systems/{id}': ['read'],
  'GET /systems/{id}/question': ['read'],
  'GET /systems/{id}/questions': ['read'],
  'POST /systems/{id}/answers': ['register', answer],
  'POST /systems/{id}/assessments': ['assess', { basis, role: 'second', reason }],
  'POST /systems/{id}/acceptance': ['assess', { basis }],
  'GET /systems/{id}/decision': ['read'],
  'GET /systems/{id}/decision/export': ['read'],
  'GET /systems/{id}/decisions': ['read'],
  'POST /systems/{id}/release': ['register', { basis, reason }],
  'POST /systems/{id}/no-go': ['register', { basis, reason }],
  'GET /systems/{id}/exports': ['read'],
  'GET /systems/{id}/exports/{kind}': ['read'],
  'GET /systems/{id}/algoritmeregister': ['read'],
  'GET /systems/{id}/algoritmeregister/draft': ['read'],
  'GET /systems/{id}/algoritmeregister/preview': ['register'],
  'POST /systems/{id}/algoritmeregister/{act}': ['register', { digest }],
  'GET /tools': ['read'],
  'GET /tools/{id}/schema': ['read'],
  'POST /tools/{id}/admit': ['admit-tool', { digest }],
  'POST /tools/{id}/refuse': ['admit-tool', { digest }],
}

describe('each role', () => {
  let door: PeoplesDoor
  before(async () => {
    door = await openPeoplesDoor()
  })
  after(() => door?.[Symbol.asyncDispose]())

  it('has its acts and no other, on every operation that there is (P9)', async () => {
    const described: { paths: Record<string, object> } = (await door.raw('/api/v1/openapi.json')).json
    const there = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    )
    assert.deepEqual(there.toSorted(), Object.keys(operations).toSorted())
    const wrong: string[] = []
    for (const [operation, [act, body]] of Object.entries(operations)) {
      const [method = '', path = ''] = operation.split(' ')
      const at = `/api/v1${path.replace('{id}', 'x-1').replace('{index}', '1').replace('{kind}', 'fria').replace('{act}', 'submit')}`
      for (const person of door.services.organisation().people.values()) {
        const { status, json } = await door.as(person.id, method, at, body)
        const isRefused = status === 403 && json.code === 'forbidden'
        const isAllowed = act === 'anyone' || may(person, act)
        if (isRefused === isAllowed) wrong.push(`${person.id} ${operation}: ${status} ${json?.code}`)
      }
    }
    assert.deepEqual(wrong, [])
  })
})
