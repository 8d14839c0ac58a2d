// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { System } from '../api-systems.ts'
import { useSpoken, type Words } from '../language/later.ts'
import { type Effect, effectsOf } from './effects.ts'

export function GateEffects({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const effects = effectsOf({ ...system, oversight: system.content.register.oversight })
  return (
    <section aria-labelledby="gate">
      <h2 id="gate">{words.system.gate}</h2>
      {system.passesGate && <p>{words.system.gateClass(words.classes[system.gate.class])}</p>}
      <ul className="plain-list">
        {effects.map((effect) => (
          <li key={effect.kind}>{textOf(effect, words)}</li>
        ))}
      </ul>
    </section>
  )
}

function textOf(effect: Effect, { system: { effects } }: Words): string {
  switch (effect.kind) {
    case 'prohibited':
    case 'coming':
    case 'transparency':
      return effects[effect.kind](effect.rules.join(', '))
    case 'people':
      return effects.people(effect.body)
    case 'unattended':
      return effects.unattended(effect.tools.join(', '))
    default:
      return effects[effect.kind]
  }
}
