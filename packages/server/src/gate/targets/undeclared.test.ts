// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Organisation } from '../../organisation/index.ts'
import type { Ask } from '../call.ts'
import { GateError } from '../error.ts'
import { refuseUndeclared } from './undeclared.ts'

/** As far as this looks at an organisation. */
const organisation = {
  tools: new Map([
    ['mail_send', { kind: 'tool' }],
    ['notes_summary', { kind: 'prompt' }],
    ['notes_pages', { kind: 'resource' }],
    ['bank_pay', { kind: 'tool' }],
  ]),
  systems: new Map([
    ['desk', { tools: ['mail_send', 'notes_summary', 'notes_pages'] }],
    ['other', { tools: [] }],
  ]),
} as unknown as Organisation
const ask = (name: string, system: string, kind: 'tool' | 'prompt' | 'resource' = 'tool'): Ask => ({
  ...{ caller: { agent: 'a', system, run: 'r' }, action: 'callTool', kind, name, body: {} },
})
const isUndeclared = (error: unknown): boolean => error instanceof GateError && error.code === 'tool-undeclared'

describe('a tool, prompt or resource that the system of an agent', () => {
  const kinds = [
    ['mail_send', 'tool'],
    ['notes_summary', 'prompt'],
    ['notes_pages', 'resource'],
  ] as const

  it('names may be asked for', () => {
    for (const [name, kind] of kinds) refuseUndeclared(organisation, ask(name, 'desk', kind))
  })

  it('does not name is refused, and the refusal says where to name it (P10)', () => {
    for (const [name, kind] of kinds) {
      for (const system of ['other', 'nowhere']) {
        assert.throws(() => refuseUndeclared(organisation, ask(name, system, kind)), isUndeclared)
      }
    }
    assert.throws(() => refuseUndeclared(organisation, ask('bank_pay', 'desk')), /systems\/desk\.yaml.*sluis load/)
  })

  it('can not know, as the organisation does not, is told as unknown instead: its name goes into no leaf (P7)', () => {
    for (const name of ['bsn-123456782', '__proto__', '']) refuseUndeclared(organisation, ask(name, 'desk'))
    refuseUndeclared(organisation, ask('mail_send', 'desk', 'prompt'))
  })
})
