// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { placesForTests } from '../journal/testing/places.ts'
import { held, released, reminder } from '../oversight/testing/gate.ts'
import { listOf } from './call-list.ts'
import { callFilter } from './schemas/call.ts'
import { openPeoplesDoor, type PeoplesDoor } from './testing/peoples-door.ts'

const { engines } = placesForTests()

for (const [engine, { newPlace, skip }] of Object.entries(engines)) {
  describe(`tasks, runs and calls over HTTP, on ${engine}`, { skip }, () => {
    let door: PeoplesDoor
    before(async () => {
      door = await openPeoplesDoor({ place: await newPlace() })
      const { journal } = door
      await door.hold({ case: 'c1', run: 'run-1' })
      const denied = held({ case: 'unused', arguments: { to: ['x@evil.example'], subject: 'Lijst' } })
      await journal.append({
        kind: 'call.denied',
        series: 'agent:reporter',
        data: { ...denied.data, call: 'call-denied', case: undefined, reason: 'policy' },
        private: [{ name: 'request', subject: 'run:run-1', value: { name: 'mail_send', body: reminder } }],
      })
      const sanne = door.services.organisation().people.get('sanne')
      const digest = String(held({ case: 'c1' }).data.digest)
      assert.ok(sanne)
      await door.services.oversight.decide('c1', sanne, { verdict: 'approve', digest })
      const allowed = released('c1')
      await journal.append({
        ...allowed,
        data: {
          ...allowed.data,
          system: 'weekly-report',
          action: 'callTool',
          rules: ['reporter-may-mail'],
          messageId: '<m@x>',
        },
      })
      const ended = { call: 'call-released', run: 'run-1', outcome: 'unknown', labels: [] }
      await journal.append({ kind: 'call.ended', data: ended })
      const asked = { call: 'call-model', run: 'run-1', agent: 'reporter', system: 'weekly-report', repeatable: true }
      const ofModel = { ...asked, action: 'callModel', resource: 'reporting', digest: 'of-a-model', rules: [] }
      await journal.append({ kind: 'call.allowed', series: 'agent:reporter', data: ofModel })
      await journal.append({ kind: 'call.ended', data: { ...ended, call: 'call-model' } })
      await door.hold({ case: 'c2', run: 'run-1' })
    })
    after(() => door?.[Symbol.asyncDispose]())

    const get = async (path: string) => (await door.as('ruth', 'GET', `/api/v1/${path}`)).json

    it('shows tasks and starts one', async () => {
      assert.deepEqual((await get('tasks')).tasks, [
        {
          id: 'weekly-report',
          name: 'Weekly sales report',
          agent: { id: 'reporter', name: 'Weekly report agent' },
          schedule: '0 8 * * 1',
        },
      ])
      const start = (task: string) => door.as('anna', 'POST', `/api/v1/tasks/${task}/runs`, {})
      const { status, json: started } = await start('weekly-report')
      assert.deepEqual([status, started], [201, { run: 'run-7' }])
      assert.equal((await start('other')).status, 404)
    })

    it('shows a run with what waits and what its calls came to, in their order', async () => {
      const run = await get('runs/run-1')
      assert.deepEqual(
        run.waiting.map(({ id }: { id: string }) => id),
        ['c2'],
      )
      assert.deepEqual(
        run.calls.map((call: Record<string, unknown>) => [call.decision, call.outcome, call.reason, call.case]),
        [
          ['hold', undefined, undefined, 'c1'],
          ['deny', undefined, 'policy', undefined],
          ['allow', 'unknown', undefined, 'c1'],
          ['allow', 'unknown', undefined, undefined],
          ['hold', undefined, undefined, 'c2'],
        ],
      )
      assert.match(run.calls[1].summary, /^jan@bakkerij\.example · Herinnering/)
      assert.equal(run.calls[2].messageId, '<m@x>')
      assert.equal(run.calls[0].rules[0].explanation.en, 'A person looks at mail before it goes outside.')
    })

    it('shows runs of tasks with their end, and of agents that come with their own, by agent', async () => {
      const { journal } = door
      await journal.append({ kind: 'task.started', data: { run: 'run-7', task: 'weekly-report', agent: 'reporter' } })
      const ids = async (query = '') => (await get(`runs${query}`)).runs.map(({ id }: { id: string }) => id)
      assert.deepEqual(await ids(), ['run-7', 'run-1'], 'one that has made no call yet, too')
      await journal.append({ kind: 'task.finished', data: { run: 'run-7', state: 'done' } })
      const [seventh, first] = (await get('runs')).runs
      const { labels, waiting, calls, erased, ...same } = await get('runs/run-7')
      assert.deepEqual(seventh, same)
      assert.deepEqual([seventh.state, seventh.task.id, typeof seventh.endedAt], ['done', 'weekly-report', 'number'])
      assert.deepEqual([first.state, first.task, first.agent.id], ['running', undefined, 'reporter'])
      assert.deepEqual(await ids('?agent=reporter'), ['run-7', 'run-1'])
      assert.deepEqual(await ids('?agent=another'), [])
      assert.equal((await get('runs/run-x')).code, 'not-found')
    })

    it('gives runs and their calls a page at a time, each once, and says where the next begins', async () => {
      await using many = await openPeoplesDoor({ place: await newPlace() })
      const started = (run: string) => ({
        kind: 'run.started',
        data: { run, agent: 'helper', system: 'weekly-report' },
      })
      await Promise.all(Array.from({ length: 250 }, (_, n) => many.journal.append(started(`run-${n}`))))
      const call = held({ case: 'unused', run: 'run-0', agent: 'helper' })
      const denied = (n: number) => ({
        ...call,
        kind: 'call.denied',
        data: { ...call.data, call: `call-${n}`, case: undefined, reason: 'policy' },
      })
      await Promise.all(Array.from({ length: 201 }, (_, n) => many.journal.append(denied(n))))
      const page = async (path: string) => (await many.as('ruth', 'GET', `/api/v1/${path}`)).json
      const all = new Set<string>()
      for (const list of ['runs?agent=helper', 'runs', 'runs/run-0', 'calls?limit=200']) {
        all.clear()
        const of = (listed: { runs?: { id: string }[]; calls?: { id: string }[] }) => listed.runs ?? listed.calls ?? []
        const first = await page(list)
        const more = `${list}${list.includes('?') ? '&' : '?'}after=${first.next}`
        const rest = await page(more)
        for (const { id } of [...of(first), ...of(rest)]) all.add(id)
        assert.deepEqual(
          [of(first).length, rest.next, all.size],
          [200, undefined, list.startsWith('runs') && !list.includes('-0') ? 250 : 201],
          list,
        )
      }
      assert.deepEqual((await page('runs?after=unknown')).runs, [])
    })

    // PostgreSQL goes by how many rows there are, and reads few of them whole.
    const tellsPlan = { skip: engine === 'SQLite' ? false : 'only SQLite goes by the same index for few rows' }
    it('lists calls by an index, whichever are asked for, so that no list reads them all', tellsPlan, async () => {
      for (const state of [undefined, ...callFilter.shape.state.unwrap().options]) {
        for (const run of [undefined, 'run-1']) {
          for (const after of [undefined, 'call-denied']) {
            const { sql, values } = listOf({ run, state, after, limit: 100 })
            const plan = await door.journal.query(`EXPLAIN QUERY PLAN ${sql}`, ...values)
            const told = plan.map(({ detail }) => detail).join('; ')
            // What waits for a person is little, and stands in a table of its own: that is sorted.
            const all = state === 'unsettled' ? /SCAN calls/ : /calls[^;]*; USE TEMP B-TREE|SCAN calls(?! USING INDEX)/
            assert.doesNotMatch(told, all, `${state} of ${run}: ${told}`)
          }
        }
      }
    })

    it('shows the labels of a run, and takes one off by word of the owner alone', async () => {
      const labelled = ['untrusted', `customer:${await door.journal.pseudonymOf('customer:10023')}`]
      await door.journal.append({ kind: 'run.labelled', data: { run: 'run-1', labels: labelled } })
      assert.deepEqual((await get('runs/run-1')).labels, ['customer:10023', 'untrusted'])
      const remove = (who: string, label: string) =>
        door.as(who, 'POST', '/api/v1/runs/run-1/labels/remove', { label, reason: 'een collega heeft het nagelezen' })
      assert.equal((await remove('sanne', 'untrusted')).status, 403)
      assert.equal((await remove('anna', 'secret')).json.code, 'conflict')
      assert.deepEqual((await remove('anna', 'customer:10023')).json, { labels: ['untrusted'] })
      assert.deepEqual((await get('runs/run-1')).labels, ['untrusted'])
    })

    it('finds the calls whose outcome nobody knows, and takes a person’s word for what became of one (P2)', async () => {
      const ids = async (query: string) => (await get(`calls?${query}`)).calls.map(({ id }: { id: string }) => id)
      assert.deepEqual(await ids('state=deny'), ['call-denied'])
      assert.deepEqual(await ids('state=hold&run=run-1&limit=1'), ['call-of-c2'])
      assert.deepEqual(await ids('run=run-x'), [])
      assert.deepEqual(await ids('state=unknown'), ['call-model', 'call-released'])
      assert.deepEqual(
        await ids('state=unsettled'),
        ['call-released'],
        'a model may be asked again, and nobody can find out',
      )
      const settle = (id: string) =>
        door.as('anna', 'POST', `/api/v1/calls/${id}/settle`, { as: 'done', reason: 'staat in de verzonden mail' })
      assert.equal((await settle('call-x')).status, 404)
      assert.equal((await settle('call-denied')).json.code, 'not-unknown')
      assert.equal((await settle('call-released')).json.outcome, 'done')
      assert.equal((await settle('call-released')).json.code, 'not-unknown')
      assert.deepEqual(await ids('state=unsettled'), [])
      assert.equal((await door.as('ruth', 'GET', '/api/v1/calls?limit=1000')).status, 400)
    })
  })
}
