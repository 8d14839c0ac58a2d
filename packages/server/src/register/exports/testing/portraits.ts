// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { evaluate } from '@sluis/ai-act'
import { loadOrganisation, type Organisation } from '../../../organisation/index.ts'
import { type Described, declaredBy, isDescribed, readFacts } from '../../facts.ts'
import { logTermOf } from '../../log-term.ts'
import type { Portrait } from '../portrait.ts'
import { topics } from '../topics.ts'

const folder = new URL('../../../../../../examples/weekly-report/organisation', import.meta.url).pathname
export const example: Organisation = loadOrganisation(folder)
const described = example.systems.get('weekly-report')
assert.ok(isDescribed(described))
export const reporting: Described = described

export interface Wish {
  readonly settings?: Partial<Organisation['settings']>
  readonly register?: Partial<Described['register']>
  readonly facts?: Readonly<Record<string, unknown>>
  readonly changes?: Partial<Portrait>
}

/** The example's weekly report, with no texts for papers and nothing seen at the gate. */
export function portraitWith({ settings = {}, register = {}, facts = {}, changes = {} }: Wish = {}): Portrait {
  const system: Described = { ...reporting, register: { ...reporting.register, ...register } }
  const read = readFacts({ ...declaredBy(system), ...facts })
  const on = '2026-11-22'
  const evaluation = evaluate(read, { on })
  const organisation = { ...example.settings, ...settings }
  return {
    organisation,
    system,
    owner: 'Anna Verhage',
    accountable: 'Anna Verhage',
    stage: 'test',
    isAccepted: false,
    judgements: [],
    facts: read,
    evaluation,
    logTerm: logTermOf(evaluation, system, organisation),
    traffic: [],
    suppliers: [],
    providers: example.providers,
    on,
    madeAt: Date.UTC(2026, 10, 22, 12),
    ...changes,
  }
}

/**
 * A first selection of job applicants, by a municipality that is also its provider, with every text written and much
 * seen.
 */
export function fullPortrait(text = (about: string) => `Over ${about}.`): Portrait {
  const at = Date.UTC(2026, 10, 1)
  return portraitWith({
    settings: {
      name: 'Gemeente Voorbeeld',
      language: 'nl',
      contact: {
        address: 'Plein 1, 1234 AB Voorbeeld',
        email: 'algoritmes@voorbeeld.example',
        privacy: 'fg@voorbeeld.example',
      },
    },
    register: {
      alternatives: [{ what: text('alternatief'), why: text('reden') }],
      data: [text('gegevens')],
      assessments: [{ kind: 'dpia', where: 'https://voorbeeld.example/dpia', on: '2026-10-01' }],
      suppliers: ['Leverancier BV'],
      papers: Object.fromEntries(Object.keys(topics).map((topic) => [topic, text(topic)])),
      algoritmeregister: {
        name: 'Sollicitaties voorselecteren',
        description_short: 'Dit algoritme leest sollicitatiebrieven en zet ze op volgorde.',
        category: ['Werk'],
        begin_date: '2026-11',
        tags: 'sollicitatie, personeel',
      },
    },
    facts: {
      role: ['provider', 'deployer'],
      recruitment_or_selection: true,
      narrow_procedural_task: false,
      performs_profiling: true,
      processes_personal_data: true,
    },
    changes: {
      stage: 'released',
      isAccepted: true,
      inUseSince: '2026-11',
      judgements: [
        { by: 'joris', role: 'second', label: 'high', strictest: 'high', agrees: true, reason: text('oordeel') },
      ],
      traffic: [
        {
          what: 'model',
          name: 'reporting',
          supplier: 'mistral',
          calls: 12,
          passed: 11,
          firstAt: at,
          lastAt: at,
          isDeclared: true,
        },
        {
          what: 'tool',
          name: 'mail_send',
          supplier: 'mail',
          calls: 3,
          passed: 2,
          firstAt: at,
          lastAt: at,
          isDeclared: true,
        },
        {
          what: 'tool',
          name: 'web_fetch',
          supplier: 'web',
          calls: 1,
          passed: 1,
          firstAt: at,
          lastAt: at,
          isDeclared: false,
        },
      ],
      suppliers: [
        {
          ...{ id: 'mistral', name: 'Mistral AI', what: 'provider', calls: 11, systems: ['weekly-report'] },
          ...{ basis: 'seen', isDeclared: true },
        },
      ],
    },
  })
}
