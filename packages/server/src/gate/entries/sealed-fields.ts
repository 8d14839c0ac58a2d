// SPDX-License-Identifier: EUPL-1.2
// What is sealed with the entries of a call, for whoever may open it: the request itself, and what the rules were asked.
import { CanonicalText, canonicalJson, type JsonValue, type PrivateField } from '../../journal/index.ts'
import { comesTo } from '../../policy/index.ts'
import type { Ask } from '../call.ts'
import { contextWith } from '../decision/consider.ts'
import type { Judged } from './record.ts'

/** The request after redaction: what was redacted is discarded, not sealed. */
export function requestField(ask: Ask, { considered }: Judged): PrivateField {
  const text = considered?.text
  const value = new CanonicalText(`{"body":${text?.rest ?? 'null'},"name":${canonicalJson(ask.name)}}`)
  // A part that a conversation repeats at every turn is sealed once.
  return { name: 'request', value, subject: `run:${ask.caller.run}`, parts: text?.items ?? [] }
}

/** The input of the rules, apart from the request itself: enough to ask other rules the same. */
export function decisionField({ caller }: Ask, judged: Judged): PrivateField | undefined {
  const { target, considered, decision, principal } = judged
  if (target === undefined || considered === undefined || decision === undefined) return undefined
  const { resource } = target
  const on = resource.kind === 'tool' ? { tool: resource.tool } : { model: resource.model, provider: resource.provider }
  const standing = principal?.standing === undefined ? '{}' : writtenOnce(principal.standing, principal.standing)
  const context = canonicalJson(contextWith(considered, approvalsOf(judged)))
  const about = `"effect":"${comesTo(decision)}","on":${writtenOnce(resource, on)},"standing":${standing}`
  const value = new CanonicalText(`{"context":${context},${about}}`)
  return { name: 'decision', value, subject: `run:${caller.run}` }
}

export function approvalsOf({ found }: Judged): readonly string[] {
  return found?.state === 'approved' ? found.bodies : []
}

/** Standings and targets as JSON: the same objects at every call, until they change. */
const kept = new WeakMap<object, string>()

function writtenOnce(known: object, value: JsonValue): string {
  const before = kept.get(known)
  if (before !== undefined) return before
  const text = canonicalJson(value)
  kept.set(known, text)
  return text
}
