// SPDX-License-Identifier: EUPL-1.2
import type { System } from '../api-systems.ts'

/** What the class asks of the gate; docs/reference/register.md has the rules by their names. */
export type Effect =
  | { readonly kind: 'beside' | 'undetermined' | 'test' | 'closed' | 'ahead' | 'nothing' }
  | { readonly kind: 'prohibited' | 'coming' | 'transparency'; readonly rules: readonly string[] }
  | { readonly kind: 'people'; readonly body: string }
  | { readonly kind: 'unattended'; readonly tools: readonly string[] }

type Judged = Pick<System, 'gate' | 'passesGate'> & {
  readonly oversight: { readonly body?: string; readonly unattended: readonly string[] }
}

export function effectsOf({ gate, passesGate, oversight }: Judged): readonly Effect[] {
  if (!passesGate) return [{ kind: 'beside' }]
  const shut = shutBy(gate)
  if (shut.length > 0) return shut
  const effects = gate.class === 'high' ? ofHighRisk(gate, oversight) : []
  if (gate.transparency.length > 0) effects.push({ kind: 'transparency', rules: paragraphsOf(gate.transparency) })
  return effects.length > 0 ? effects : [{ kind: 'nothing' }]
}

/** Two rules of one paragraph, as 50.4a and 50.4b, are cited once, as the law is: 50(4). */
function paragraphsOf(rules: readonly string[]): readonly string[] {
  return [...new Set(rules.map((rule) => rule.replace(/^(\d+)\.(\d+).*$/, '$1($2)')))]
}

function shutBy({ class: name, prohibitions, comingProhibitions }: Judged['gate']): readonly Effect[] {
  if (prohibitions.length > 0) return [{ kind: 'prohibited', rules: prohibitions }]
  if (comingProhibitions.length > 0) return [{ kind: 'coming', rules: comingProhibitions }]
  return name === 'prohibited' ? [{ kind: 'undetermined' }] : []
}

function ofHighRisk(gate: Judged['gate'], { body, unattended }: Judged['oversight']): Effect[] {
  const effects: Effect[] = []
  if (gate.stage !== 'released') effects.push({ kind: 'test' })
  effects.push(body === undefined ? { kind: 'closed' } : { kind: 'people', body })
  if (unattended.length > 0) effects.push({ kind: 'unattended', tools: unattended })
  if (!gate.highInForce) effects.push({ kind: 'ahead' })
  return effects
}
