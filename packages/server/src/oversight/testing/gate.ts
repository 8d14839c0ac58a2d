// SPDX-License-Identifier: EUPL-1.2
// The entries that the gate writes, for tests of what stands on them.
import { createHash } from 'node:crypto'
import { type Appended, canonicalJson, type EntryDraft, type Journal, type JsonObject } from '../../journal/index.ts'
import type { EditCall } from '../oversight.ts'

export interface Hold {
  readonly case: string
  readonly run?: string
  readonly agent?: string
  readonly body?: string
  readonly quorum?: number
  readonly veto?: boolean
  readonly expiresAt?: number
  readonly arguments?: JsonObject
  readonly edits?: string
  readonly by?: string
  readonly labels?: readonly string[]
  readonly place?: string
}

export const reminder: JsonObject = {
  to: ['jan@bakkerij.example'],
  subject: 'Herinnering 2026-0101',
  text: 'Wilt u factuur 2026-0101 betalen?',
  attachments: [{ document: 'invoices/2026-0101.xml' }],
}

export const digestOf = (given: JsonObject = reminder): string =>
  createHash('sha256').update(canonicalJson(given)).digest('base64url')

export function held(hold: Hold): EntryDraft {
  const { run = 'run-1', agent = 'reporter', body = 'finance', quorum = 1, veto = false } = hold
  const { arguments: given = reminder } = hold
  return {
    kind: 'call.held',
    series: `agent:${agent}`,
    data: {
      call: `call-of-${hold.case}`,
      run,
      agent,
      system: 'weekly-report',
      action: 'callTool',
      resource: 'mail_send',
      rules: ['outside-mail-needs-finance'],
      labels: hold.labels ?? ['untrusted'],
      findings: [],
      policy: 'policy-1',
      case: hold.case,
      body,
      quorum,
      veto,
      digest: digestOf(given),
      expiresAt: hold.expiresAt ?? Date.now() + 3_600_000,
      edits: hold.edits,
      by: hold.by,
      place: hold.place,
    },
    private: [
      {
        name: 'call',
        subject: `run:${run}`,
        value: {
          tool: 'mail_send',
          arguments: given,
          context: { mail: { outsideRecipients: ['jan@bakkerij.example'] } },
          attachments: [{ name: '2026-0101.xml', bytes: 4711, sha256: 'a'.repeat(64) }],
        },
      },
    ],
  }
}

export function released(caseIds: string | readonly string[], given: JsonObject = reminder): EntryDraft {
  return {
    kind: 'call.allowed',
    series: 'agent:reporter',
    data: {
      call: 'call-released',
      run: 'run-1',
      agent: 'reporter',
      resource: 'mail_send',
      digest: digestOf(given),
      case: caseIds,
    },
  }
}

export const hold = (journal: Journal, wish: Hold): Promise<Appended> => journal.append(held(wish))

/** An edit as the gate does it: what goes to `@evil.example` is denied, anything else is held anew. */
export function gateEdit(journal: Journal): EditCall {
  return async (caseId, given, person) => {
    if (JSON.stringify(given).includes('@evil.example')) {
      const refusal = { name: 'GateError', code: 'denied', detail: { rules: ['invoice-only-to-its-debtor'] } }
      throw Object.assign(new Error('denied'), refusal)
    }
    const [old] = await journal.query('SELECT run, body, quorum FROM cases WHERE id = $1', caseId)
    const successor = `${caseId}-edited`
    await hold(journal, {
      case: successor,
      run: String(old?.run),
      body: String(old?.body),
      quorum: Number(old?.quorum),
      arguments: given,
      edits: caseId,
      by: await journal.pseudonymOf(`person:${person.id}`),
    })
    return { case: successor }
  }
}
