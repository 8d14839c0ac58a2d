// SPDX-License-Identifier: EUPL-1.2
// A short notation for a system in a table: `recruitment_or_selection !performs_profiling role=provider,deployer`.
// `!fact` is false, `?fact` was answered "unknown".
import { Facts } from '../facts/facts.ts'

/** The facts of an AI system in the EU that does nothing the law names. */
const anAiSystem =
  'machine_based operates_with_some_autonomy infers_how_to_generate_output output_can_influence_environment ' +
  'deployer_established_in_union'

function answerOf(name: string, value: string): unknown {
  if (name === 'role') return value.split(',')
  return name === 'training_flop' ? Number(value) : value
}

export function bareSystem(line: string): Facts {
  const facts: Record<string, unknown> = {}
  for (const token of line.split(' ').filter((part) => part !== '')) {
    const [name = '', value] = token.split('=')
    if (value !== undefined) facts[name] = answerOf(name, value)
    else if (token.startsWith('!')) facts[token.slice(1)] = false
    else if (token.startsWith('?')) facts[token.slice(1)] = 'unknown'
    else facts[token] = true
  }
  return Facts.parse(facts)
}

export function aSystem(line: string): Facts {
  return bareSystem(`${anAiSystem} ${line}`)
}
