// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CLIENT_CAPABILITIES_META_KEY, ProtocolError, type ServerContext } from '@modelcontextprotocol/server'
import type { Journal, JsonObject } from '../../journal/index.ts'
import type { Ask } from '../call.ts'
import { GateError } from '../error.ts'
import type { GateParts } from '../parts.ts'
import { canShowLinks, passWaiting } from './held.ts'
import { sealState } from './request-state.ts'

const held = new GateError('held', 'a person has to decide first')
const ask: Ask = {
  caller: { agent: 'a', system: 's', run: 'run-1' },
  action: 'callTool',
  kind: 'tool',
  name: 'mail_send',
  body: { to: 'b' },
}

/** A client that came back with the state of a held call, and the log it waits by. */
function comeBack(action: 'accept' | 'decline', madeUp?: string) {
  const hearing = new Set<(told: { entry: { kind: string; data: JsonObject } }) => void>()
  const journal = {
    digest: (text: string) => text.length.toString(),
    query: async () => [{ id: 'call-1' }],
    onEntry: (hear: (told: { entry: { kind: string; data: JsonObject } }) => void) => {
      hearing.add(hear)
      return () => void hearing.delete(hear)
    },
  } as unknown as Journal
  const state = sealState(journal, ask, { case: 'case-1', call: 'call-1' }, 0)
  const mcpReq = { requestState: () => madeUp ?? state, inputResponses: { decision: { action } } }
  const leaving = new AbortController()
  let passed = 0
  return {
    leaving,
    hearing,
    passes: () => passed,
    tell: (kind: string, data: JsonObject) => {
      for (const hear of hearing) hear({ entry: { kind, data } })
    },
    /** As the gate passes it: held until somebody decided. */
    waiting: (first: Error = held) =>
      passWaiting(
        { journal, now: () => 0 } as unknown as GateParts,
        ask,
        { mcpReq } as unknown as ServerContext,
        leaving.signal,
        async () => {
          if (++passed === 1) throw first
          return 'carried out'
        },
      ),
  }
}

/** Until the call was held, and whoever waits listens. */
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 20))

describe('a client that came back for a held call', { timeout: 10_000 }, () => {
  it('has it asked again once its case was decided, edited, or anything was stopped', async () => {
    for (const [kind, data] of [
      ['case.decided', { case: 'case-1' }],
      ['call.held', { edits: 'case-1' }],
      ['stop.ordered', { scope: 'all' }],
    ] as const) {
      const client = comeBack('accept')
      const waiting = client.waiting()
      await soon()
      client.tell(kind, data)
      assert.equal(await waiting, 'carried out', kind)
      assert.deepEqual([client.passes(), client.hearing.size], [2, 0])
    }
  })

  it('waits on when people were told of its case, and for no other case', async () => {
    const client = comeBack('accept')
    const waiting = client.waiting()
    await soon()
    client.tell('case.notified', { case: 'case-1' })
    client.tell('case.decided', { case: 'case-2' })
    client.tell('call.held', { edits: 'case-2' })
    client.tell('call.held', { case: 'case-1' })
    await soon()
    assert.equal(client.passes(), 1)
    client.tell('case.decided', { case: 'case-1' })
    assert.equal(await waiting, 'carried out')
  })

  it('that leaves is not waited for, and nothing is carried out for it', async () => {
    for (const isDecided of [false, true]) {
      const client = comeBack('accept')
      const waiting = client.waiting()
      await soon()
      if (isDecided) client.tell('case.decided', { case: 'case-1' })
      client.leaving.abort()
      await assert.rejects(waiting, held)
      assert.deepEqual([client.passes(), client.hearing.size], [1, 0])
    }
  })

  it('with a state that is none is refused before anything is passed', async () => {
    const client = comeBack('accept', 'made.up')
    await assert.rejects(client.waiting(), ProtocolError)
    assert.deepEqual([client.passes(), client.hearing.size], [0, 0])
  })

  it('that left before it was held is not waited for either', async () => {
    const client = comeBack('accept')
    client.leaving.abort()
    await assert.rejects(client.waiting(), held)
    assert.deepEqual([client.passes(), client.hearing.size], [1, 0])
  })

  it('whose person declined to look is told at once, and so is whoever is refused for another reason', async () => {
    const declined = comeBack('decline')
    await assert.rejects(declined.waiting(), held)
    const denied = new GateError('denied', 'a rule forbids it')
    const refused = comeBack('accept')
    await assert.rejects(refused.waiting(denied), denied)
    assert.deepEqual([declined.passes(), refused.passes(), refused.hearing.size], [1, 1, 0])
  })
})

describe('a client that is shown a link', () => {
  const can = { [CLIENT_CAPABILITIES_META_KEY]: { elicitation: { url: {} } } }
  const shows = (envelope: object, action?: string) => {
    const inputResponses = action === undefined ? undefined : { decision: { action } }
    return canShowLinks({ mcpReq: { envelope, inputResponses } } as unknown as ServerContext)
  }

  it('is one that says that it can show links, until its person declined that', () => {
    assert.deepEqual([shows(can), shows(can, 'accept')], [true, true])
    assert.deepEqual([shows(can, 'decline'), shows(can, 'cancel'), shows(can, 'what')], [false, false, false])
    assert.deepEqual([shows({}), shows({ [CLIENT_CAPABILITIES_META_KEY]: { elicitation: {} } })], [false, false])
  })
})
