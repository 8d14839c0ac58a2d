// SPDX-License-Identifier: EUPL-1.2
// What is recorded for each duty that follows from the facts. A record doesn't show that it suffices, and the lack of
// one doesn't show that nothing was done: people judge both.
import type { Obligation, Text } from '@sluis/ai-act'
import type { TopicId } from '../exports/topics.ts'
import type { Described } from '../facts.ts'

export interface Trial {
  readonly entry: number
  readonly at: number
  readonly what: 'stop' | 'provider-loss' | 'replay'
  /** For a drill in which a provider is lost: which provider. */
  readonly of?: string
  readonly worstMs?: number
  /** For a replay by other rules: how many decisions changed. */
  readonly changed?: number
}

/** What the log and the files hold that may count as evidence for a duty. */
interface Holdings {
  readonly system: Described
  readonly calls: number
  readonly decidedCases: number
  readonly incidents: number
  readonly trials: readonly Trial[]
  readonly judgements: readonly { readonly role: string; readonly isFiltered: boolean; readonly entry: number }[]
}

export interface Evidence {
  readonly obligation: string
  readonly article: string
  readonly duty: Text
  /** What would count as evidence. */
  readonly wanted?: Text
  readonly status: Obligation['status']
  readonly from: string
  readonly isAheadOfLaw: boolean
  readonly standing: 'recorded' | 'nothing-recorded'
  readonly found: readonly Text[]
}

export function evidenceOf(obligations: readonly Obligation[], holdings: Holdings): readonly Evidence[] {
  return obligations.map(({ id, article, duty, evidence, status, from, inForce }) => {
    const found = (finders[id] ?? []).flatMap((find) => find(holdings))
    return {
      ...{ obligation: id, article, duty, status, from, found },
      ...(evidence === null ? {} : { wanted: evidence }),
      isAheadOfLaw: !inForce,
      standing: found.length > 0 ? 'recorded' : 'nothing-recorded',
    }
  })
}

type Find = (holdings: Holdings) => readonly Text[]

const says = (nl: string, en: string): readonly Text[] => [{ nl, en }]

const topics =
  (...wanted: readonly TopicId[]): Find =>
  ({ system }) =>
    wanted.flatMap((topic) =>
      system.register.papers[topic] === undefined
        ? []
        : says(`systems/${system.id}.yaml, papers.${topic}`, `systems/${system.id}.yaml, papers.${topic}`),
    )

const assessed =
  (kind: 'dpia' | 'fria' | 'iama'): Find =>
  ({ system }) =>
    system.register.assessments
      .filter((one) => one.kind === kind)
      .flatMap(({ where, on }) =>
        says(`${kind.toUpperCase()} van ${on}: ${where}`, `${kind.toUpperCase()} of ${on}: ${where}`),
      )

const logged: Find = ({ calls }) =>
  calls === 0 ? [] : says(`${calls} aanroepen in het log`, `${calls} calls in the log`)

const overseen: Find = ({ system, decidedCases }) => {
  const { body } = system.register.oversight
  if (body === undefined) return []
  return says(
    `${body} beslist over aanroepen; ${decidedCases} zaken beslist`,
    `${body} decides calls; ${decidedCases} cases decided`,
  )
}

const stopDrilled: Find = ({ trials }) => {
  const last = trials.findLast(({ what }) => what === 'stop')
  if (last === undefined) return []
  return says(`noodstop geoefend, vermelding ${last.entry} in het log`, `stop drilled, entry ${last.entry} of the log`)
}

const filedIncidents: Find = ({ incidents }) =>
  incidents === 0 ? [] : says(`${incidents} dossiers van incidenten`, `${incidents} incident files`)

const filterAssessed: Find = ({ judgements }) =>
  judgements
    .filter(({ isFiltered }) => isFiltered)
    .flatMap(({ entry }) =>
      says(`beoordeling, vermelding ${entry} in het log`, `assessment, entry ${entry} of the log`),
    )

/**
 * By the id of the obligation in the law's data. For obligations that aren't listed, nothing here would count as
 * evidence.
 */
const finders: Readonly<Record<string, readonly Find[]>> = {
  'O-06-4': [filterAssessed, topics('filter')],
  'O-09': [topics('risks')],
  'O-10': [topics('datasets', 'data-quality', 'bias')],
  'O-12': [logged],
  'O-13': [topics('instructions')],
  'O-14': [overseen, stopDrilled],
  'O-15': [topics('accuracy', 'security', 'testing')],
  'O-16b': [topics('provider-contact')],
  'O-19': [logged],
  'O-20': [stopDrilled],
  'O-22': [topics('representative')],
  'O-26-1': [topics('instructions')],
  'O-26-2': [overseen],
  'O-26-4': [topics('input', 'data-quality')],
  'O-26-5': [stopDrilled, filedIncidents],
  'O-26-6': [logged],
  'O-26-8': [topics('eu-entry')],
  'O-26-9': [assessed('dpia')],
  'O-26-11': [topics('communication')],
  'O-27': [assessed('fria')],
  'O-43': [topics('certificate')],
  'O-47': [topics('declaration')],
  'O-49-1': [topics('eu-entry')],
  'O-49-2': [topics('eu-entry')],
  'O-72': [topics('post-market')],
  'O-73': [filedIncidents],
  'O-86': [topics('explanation')],
  'O-GDPR22': [assessed('dpia')],
}
