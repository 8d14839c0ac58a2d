// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Entry, JsonObject } from '../journal/index.ts'
import { loadOrganisation } from '../organisation/index.ts'
import { isDecision, isResult, readRecorded, readResult } from './recorded.ts'

const folder = fileURLToPath(new URL('../../../../examples/weekly-report/organisation', import.meta.url))
const organisation = loadOrganisation(folder)
const entryOf = (kind: string, data: JsonObject): Entry => ({ index: 1, at: 1, kind, data })

describe('a recorded decision', () => {
  const leaf = { call: 'c', agent: 'reporter', system: 'weekly-report', action: 'callTool', policy: 'p', rules: ['r'] }
  const sealed = { effect: 'deny', on: { tool: 'mail_send' }, standing: {}, context: { findings: ['phone'] } }

  it('is one that rules took, and no refusal by a stop or a limit', () => {
    assert.ok(isDecision(entryOf('call.denied', leaf)))
    assert.ok(!isDecision(entryOf('call.denied', { call: 'c' })))
    assert.ok(!isDecision(entryOf('policy.replayed', leaf)))
  })

  it('has as findings also what a machine took out, so that other rules judge the call as it came in', () => {
    const changed = [{ kind: 'bsn', remedy: 'redact', count: 1 }]
    const read = readRecorded(entryOf('call.denied', { ...leaf, changed }), sealed, organisation)
    assert.deepEqual(read?.request.context.findings, ['bsn', 'phone'])
  })

  it('is about a thing as the organisation has it now, and about nothing where it has it no more (P10)', () => {
    const on = (told: JsonObject) => readRecorded(entryOf('call.denied', leaf), { ...sealed, on: told }, organisation)
    const { server, groups } = organisation.tools.get('mail_send') ?? assert.fail()
    const known = { kind: 'tool', tool: 'mail_send', server, groups }
    assert.deepEqual(on({ tool: 'mail_send' })?.request.resource, known)
    assert.deepEqual(on({ tool: 'gone' })?.request.resource, { kind: 'tool', tool: 'gone', server: '', groups: [] })
    const facts = { ownedWithin: [], processedWithin: [] }
    const gone = { model: 'reporting', provider: 'gone' }
    assert.deepEqual(on(gone)?.request.resource, { kind: 'model', ...gone, facts })
  })

  it('is none where its input was erased', () => {
    assert.equal(readRecorded(entryOf('call.denied', leaf), undefined, organisation), undefined)
  })
})

describe('a recorded result', () => {
  const done = { call: 'c', outcome: 'done', labels: ['personal'] }

  it('is one that came', () => {
    assert.ok(isResult(entryOf('call.ended', done)))
    assert.ok(!isResult(entryOf('call.ended', { ...done, outcome: 'failed' })))
  })

  it('went to the agent unless it was kept back, with all that was found in it', () => {
    const changed = [{ kind: 'bsn', remedy: 'redact', count: 1 }]
    const read = readResult(entryOf('call.ended', { ...done, found: ['phone', 'bsn'], changed }))
    assert.deepEqual([read.effect, read.findings], ['allow', ['bsn', 'phone']])
    assert.equal(readResult(entryOf('call.ended', { ...done, withheld: true })).effect, 'deny')
  })

  it('from before findings were kept has none that are known, which is another thing than none', () => {
    assert.equal(readResult(entryOf('call.ended', done)).findings, undefined)
    assert.deepEqual(readResult(entryOf('call.ended', { ...done, found: [] })).findings, [])
  })
})
