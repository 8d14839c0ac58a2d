// SPDX-License-Identifier: EUPL-1.2
import type { CaseSummary } from '../../../packages/desk/src/api-cases.ts'
import type { Run } from '../../../packages/desk/src/api-runs.ts'
import { mayMail, mayRead, needsFinance, ownDebtorOnly } from './fixture-cases.ts'

export function runs(waiting: readonly CaseSummary[]): readonly Run[] {
  const start = Date.now() - 30 * 60_000
  const at = (minutes: number): number => start + minutes * 60_000
  const agent = { id: 'reporter', name: 'Weekly report agent' }
  const model = { action: 'callModel', resource: 'reporting', decision: 'allow', rules: [], outcome: 'done' } as const
  return [
    {
      id: 'run-4f1c',
      state: waiting.length > 0 ? 'parked' : 'running',
      agent,
      task: { id: 'weekly-report', name: 'Weekly sales report' },
      startedAt: start,
      activeAt: start,
      waiting,
      erased: [],
      calls: [
        { ...model, id: 'call-1', at: at(0) },
        {
          id: 'call-2',
          at: at(1),
          action: 'callTool',
          resource: 'books_read_text_file',
          decision: 'allow',
          rules: [mayRead],
          outcome: 'done',
          summary: 'crm.csv',
        },
        { ...model, id: 'call-3', at: at(2) },
        {
          id: 'call-4',
          at: at(3),
          action: 'callTool',
          resource: 'mail_send',
          decision: 'deny',
          reason: 'policy',
          rules: [ownDebtorOnly],
          summary: 'info@bakkerij.example · Herinnering: factuur 2026-0103',
        },
        {
          id: 'call-5',
          at: at(4),
          action: 'callTool',
          resource: 'mail_send',
          decision: 'allow',
          rules: [mayMail],
          outcome: 'unknown',
          summary: 'team@verhage.example · Weekrapport',
        },
        {
          id: 'call-6',
          at: at(18),
          action: 'callTool',
          resource: 'mail_send',
          decision: 'hold',
          rules: [needsFinance],
          case: 'case-reminder',
          summary: 'info@bakker.example · Herinnering: factuur 2026-0103',
        },
      ],
    },
    {
      id: 'run-2b7e',
      state: 'done',
      agent,
      startedAt: start - 86_400_000,
      activeAt: start - 86_400_000,
      endedAt: start,
      waiting: [],
      calls: [],
      erased: [],
    },
  ]
}
