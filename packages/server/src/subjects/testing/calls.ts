// SPDX-License-Identifier: EUPL-1.2
import type { EntryDraft, JsonObject } from '../../journal/index.ts'

/** The intent of a call, with its request. */
export function opening(run: string, call: string, more: JsonObject = {}): EntryDraft {
  const about = { call, run, agent: 'reporter', system: 'weekly-report', action: 'callModel', resource: 'reporting' }
  return {
    kind: 'call.allowed',
    series: 'agent:reporter',
    data: { ...about, rules: [], digest: `digest-of-${call}`, ...more },
    private: [{ name: 'request', value: { body: `asked in ${call}` }, subject: `run:${run}`, parts: ['a piece'] }],
  }
}

/** The outcome of a call, with its answer. */
export function ending(run: string, call: string, more: JsonObject): EntryDraft {
  return {
    kind: 'call.ended',
    data: { call, run, ...more },
    private: [{ name: 'result', value: `got in ${call}`, subject: `run:${run}` }],
  }
}
