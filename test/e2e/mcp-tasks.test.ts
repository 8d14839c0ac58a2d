// SPDX-License-Identifier: EUPL-1.2
// A held tool call as a task (SEP-2663), for clients that declare the extension: they come back for what became of it.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import { change } from './changed-organisation.ts'
import { type House, openHouse } from './harness.ts'
import { numbersOf, outsideMail, upTo } from './outside-agent.ts'
import { approveAll } from './reviewer.ts'

let house: House
before(async () => {
  house = await openHouse()
})
after(() => house?.[Symbol.asyncDispose]())
afterEach(async () => {
  for (const { id } of house.sluis.stops.list()) await house.sluis.stops.lift(id, 'omar', 'the test is over')
})

const task = z.looseObject({
  resultType: z.string(),
  taskId: z.string().default(''),
  status: z.string().optional(),
  createdAt: z.iso.datetime().optional(),
  inputRequests: z.object({ decision: z.looseObject({ params: z.looseObject({ url: z.url() }) }) }).optional(),
  result: z.looseObject({ isError: z.boolean().optional(), content: z.array(z.unknown()) }).optional(),
})
const reply = z.object({ result: task.optional(), error: z.looseObject({ code: z.number() }).optional() })

/** One request as it goes over the wire: no client of the SDK speaks of tasks yet. */
async function post(method: string, params: object, { key = house.agentKey, isDeclared = true, at = house } = {}) {
  const extensions = isDeclared ? { extensions: { 'io.modelcontextprotocol/tasks': {} } } : {}
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'a', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { url: {} }, ...extensions },
  }
  const response = await fetch(`${at.sluis.gateUrl}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      'mcp-name': 'name' in params ? String(params.name) : 'taskId' in params ? String(params.taskId) : '',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
  })
  return reply.parse(await response.json())
}

const hold = async (subject: string) => {
  const { result } = await post('tools/call', { name: 'mail_send', arguments: outsideMail(subject) })
  return result ?? assert.fail('no result')
}
const get = async (taskId: string) => (await post('tasks/get', { taskId })).result ?? assert.fail('no task')
const sent = async (subject: string) =>
  (await readKeptMails(house.mailFolder)).filter((mail) => mail.subject === subject)

/** Sanne rewords a mail, which is her approval of it; gives the case of the edited one. */
async function reword({ sluis, person }: House, id: string): Promise<string> {
  const reviewer = person('sanne')
  const { digest = '', arguments: args = {} } = (await sluis.oversight.caseOf(id, reviewer)) ?? {}
  const wish = { digest, arguments: { ...args, text: 'Good evening.' } }
  return await sluis.oversight.edit(id, reviewer, wish, sluis.edit)
}

describe('a held call as a task', { timeout: 120_000 }, () => {
  it('waits for people, and is carried out once when its client comes back (P2, P5)', async () => {
    const created = await hold('As a task')
    assert.deepEqual([created.resultType, created.status], ['task', 'input_required'])
    assert.equal(created.inputRequests, undefined)
    const { taskId } = created
    const waiting = await get(taskId)
    assert.equal(waiting.status, 'input_required')
    assert.equal(waiting.inputRequests?.decision.params.url, `${house.sluis.deskUrl}/cases/${taskId}`)
    assert.deepEqual(await sent('As a task'), [])

    await approveAll(house)
    const both = await Promise.all(upTo(8).map(() => get(taskId)))
    assert.ok(
      both.every(({ status, result }) => status === 'working' || (status === 'completed' && result?.isError !== true)),
      JSON.stringify(both),
    )
    const done = await get(taskId)
    assert.deepEqual([done.status, done.result?.isError === true], ['completed', false])
    assert.equal((await sent('As a task')).length, 1)
    const numbers = await numbersOf(house)
    assert.deepEqual(numbers, upTo(numbers.length))
  })

  it('costs no entry while it waits', async () => {
    const { taskId } = await hold('Waits')
    const before = (await numbersOf(house)).length
    for (let polls = 0; polls < 5; polls++) assert.equal((await get(taskId)).status, 'input_required')
    assert.equal((await numbersOf(house)).length, before)
  })

  it('ends with the refusal when the answer is no', async () => {
    const { taskId } = await hold('Rejected')
    const reviewer = house.person('sanne')
    const seen = await house.sluis.oversight.caseOf(taskId, reviewer)
    await house.sluis.oversight.decide(taskId, reviewer, {
      verdict: 'reject',
      digest: seen?.digest ?? '',
      reason: 'no',
    })
    const ended = await get(taskId)
    assert.deepEqual([ended.status, ended.result?.isError], ['completed', true])
    assert.deepEqual(await sent('Rejected'), [])
  })

  it('is not decided by its client, whatever it answers or cancels (P9)', async () => {
    const { taskId } = await hold('Cancelled')
    const inputResponses = { decision: { action: 'accept' } }
    assert.equal((await post('tasks/update', { taskId, inputResponses })).result?.resultType, 'complete')
    assert.equal((await post('tasks/cancel', { taskId })).result?.resultType, 'complete')
    assert.equal((await get(taskId)).status, 'input_required')
  })

  it('opens no new case when its approval was used by another call', async () => {
    const { taskId } = await hold('Used elsewhere')
    await approveAll(house)
    const plain = { name: 'mail_send', arguments: outsideMail('Used elsewhere') }
    await post('tools/call', plain, { isDeclared: false })
    assert.equal((await sent('Used elsewhere')).length, 1)
    const cases = async () => (await house.sluis.oversight.allCases()).length
    const before = await cases()
    assert.equal((await get(taskId)).result?.isError, true)
    assert.equal(await cases(), before)
  })

  it('is carried out as a person edited it (P5)', async () => {
    const { taskId } = await hold('Edited')
    await reword(house, taskId)
    const done = await get(taskId)
    assert.deepEqual([done.status, done.result?.isError === true], ['completed', false])
    assert.deepEqual(
      (await sent('Edited')).map(({ text }) => text.includes('Good evening.')),
      [true],
    )
  })

  it('waits for all that the files ask by now, also once a person edited it, and is not refused (P5)', async () => {
    await using stricter = await openHouse()
    const other = { key: stricter.agentKey, at: stricter }
    const mail = (subject: string) => ({ name: 'mail_send', arguments: outsideMail(subject) })
    const approved = await post('tools/call', mail('Approved by one'), other)
    assert.equal(await approveAll(stricter), 1)
    const [one, two] = ['members: [sanne], quorum: 1', 'members: [sanne, ruth], quorum: 2']
    const finance = (members: string) => `id: finance, name: Finance, ${members}`
    change(stricter.folder, 'organisation.yaml', finance(one), finance(two))
    change(stricter.folder, 'organisation.yaml', 'roles: [auditor]', 'roles: [auditor, reviewer]')
    await stricter.sluis.reload(stricter.person('anna'))
    const waitsFor = async (taskId = '') => {
      const { result } = await post('tasks/get', { taskId }, other)
      return [result?.status, result?.inputRequests?.decision.params.url.split('/').at(-1)]
    }
    const [status, anew] = await waitsFor(approved.result?.taskId)
    assert.equal(status, 'input_required')
    assert.notEqual(anew, approved.result?.taskId)

    const edited = await post('tools/call', mail('Edited by one'), other)
    const successor = await reword(stricter, edited.result?.taskId ?? '')
    const before = (await numbersOf(stricter)).length
    assert.deepEqual(await waitsFor(edited.result?.taskId), ['input_required', successor])
    assert.equal((await numbersOf(stricter)).length, before)
    const subjects = (await readKeptMails(stricter.mailFolder)).map(({ subject }) => subject)
    assert.ok(!subjects.some((subject) => subject.endsWith('by one')))
  })

  it('is nobody else’s, and nothing for a client that does not declare tasks', async () => {
    const { taskId } = await hold('Mine')
    const { key } = await house.sluis.identity.issue({
      kind: 'run',
      principal: 'reporter',
      run: 'run-other',
      expiresAtMs: Date.now() + 60_000,
    })
    for (const method of ['tasks/get', 'tasks/update', 'tasks/cancel']) {
      assert.equal((await post(method, { taskId }, { key })).error?.code, -32_602)
      assert.equal((await post(method, { taskId: 'case-none' })).error?.code, -32_602)
      assert.equal((await post(method, { taskId }, { isDeclared: false })).error?.code, -32_021)
    }
  })

  it('is stopped like any call (P4)', async () => {
    const { taskId } = await hold('Stopped')
    await approveAll(house)
    await house.sluis.stops.order({ scope: 'all', reason: 'a test' }, 'omar')
    assert.equal((await post('tasks/get', { taskId })).error?.code, -32_000)
    assert.deepEqual(await sent('Stopped'), [])
  })

  it('is carried out by nobody once what was held is erased, though people approved it', async () => {
    const { taskId } = await hold('Erased')
    await approveAll(house)
    await house.sluis.journal.erase('run:run-of-reporter', 'GDPR art. 17')
    const { error } = await post('tasks/get', { taskId })
    assert.deepEqual([error?.code, error?.data], [-32_602, { code: 'not-found' }])
    assert.deepEqual(await sent('Erased'), [])
  })
})
