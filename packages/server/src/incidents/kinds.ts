// SPDX-License-Identifier: EUPL-1.2
// What an incident led to, in the terms of art. 3(49), and which clock of art. 73 each kind starts.
import type { Law, Text } from '@sluis/ai-act'

export const incidentKinds = [
  /** Nobody can tell yet: it has the shortest clock, until somebody can (P10). */
  'unknown',
  'death',
  'serious-harm-to-health',
  'critical-infrastructure',
  'widespread-infringement',
  'fundamental-rights',
  'property-or-environment',
] as const

export type IncidentKind = (typeof incidentKinds)[number]

/** When each kind became known; `unknown` counts only while nothing else is known. */
export type Awareness = Partial<Readonly<Record<IncidentKind, number>>>

type ClockName = Law['incidents'][number]['kind']

interface KindFacts {
  readonly clock: ClockName
  /** What makes it serious, and what sets its clock. */
  readonly article: string
  readonly name: Text
}

const shortest: ClockName = 'widespread_infringement_or_critical_infrastructure'

export const kindFacts: Readonly<Record<IncidentKind, KindFacts>> = {
  unknown: {
    clock: shortest,
    article: 'Art. 73(3)',
    name: { nl: 'nog niet bekend, dus de kortste termijn', en: 'not known yet, so the shortest clock' },
  },
  death: { clock: 'death', article: 'Art. 3(49)(a), 73(4)', name: { nl: 'iemand overleed', en: 'a person died' } },
  'serious-harm-to-health': {
    clock: 'default',
    article: 'Art. 3(49)(a), 73(2)',
    name: { nl: 'ernstige schade aan de gezondheid', en: 'serious harm to health' },
  },
  'critical-infrastructure': {
    clock: shortest,
    article: 'Art. 3(49)(b), 73(3)',
    name: { nl: 'vitale infrastructuur verstoord', en: 'critical infrastructure disrupted' },
  },
  'widespread-infringement': {
    clock: shortest,
    article: 'Art. 73(3)',
    name: { nl: 'wijdverbreide inbreuk', en: 'widespread infringement' },
  },
  'fundamental-rights': {
    clock: 'default',
    article: 'Art. 3(49)(c), 73(2)',
    name: {
      nl: 'plichten die grondrechten beschermen geschonden',
      en: 'obligations that protect fundamental rights infringed',
    },
  },
  'property-or-environment': {
    clock: 'default',
    article: 'Art. 3(49)(d), 73(2)',
    name: { nl: 'ernstige schade aan eigendom of milieu', en: 'serious harm to property or the environment' },
  },
}

export function isIncidentKind(name: string): name is IncidentKind {
  return Object.hasOwn(kindFacts, name)
}
