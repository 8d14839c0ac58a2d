// SPDX-License-Identifier: EUPL-1.2

import type { Say } from '../language.ts'
import type { Terminal } from '../terminal.ts'
import { columns } from './columns.ts'
import { tellTime } from './time.ts'

interface Served {
  readonly model: string
  readonly fingerprint: string
}

interface Known {
  readonly is: string | number | boolean | readonly string[]
  readonly source: string
  readonly asOf: string
}

/** As the API gives them. */
export interface Models {
  readonly routes: readonly {
    readonly route: string
    readonly provider: { readonly name: string }
    readonly admitted?: { readonly by: string; readonly on: string }
    readonly facts: Readonly<Record<string, Known | undefined>>
    readonly served?: Served & { readonly since: number }
  }[]
  readonly changes: readonly {
    readonly at: number
    readonly route: string
    readonly before: Served
    readonly after: Served
  }[]
}

/** As many as the API gives. */
const mostChanges = 100

export function tellModels({ routes, changes }: Models, { say, language }: Terminal): readonly string[] {
  return [
    ...routes.flatMap(({ route, provider, admitted, facts, served }) => [
      `${route}  ${provider.name}`,
      ...columns(
        [
          [
            say('toegelaten', 'admitted'),
            admitted === undefined
              ? say('nee: er gaat niets heen', 'no: nothing goes there')
              : `${admitted.on}, ${admitted.by}`,
          ],
          ...namesOf(say).map(([key, name]) => [name, factText(facts[key], say)] as const),
          [
            say('levert', 'serves'),
            served === undefined
              ? say('nog niet gevraagd', 'not asked yet')
              : `${nameOf(served)}, ${tellTime(served.since, language)}`,
          ],
        ],
        '  ',
      ),
    ]),
    ...(changes.length === 0 ? [] : ['', say('Wat er veranderde:', 'What changed:')]),
    ...changes.map(
      ({ at, route, before, after }) => `  ${tellTime(at, language)}  ${route}: ${nameOf(before)} → ${nameOf(after)}`,
    ),
    ...(changes.length < mostChanges
      ? []
      : [say('  Eerdere staan in het log, als model.changed.', '  Earlier ones stand in the log, as model.changed.')]),
  ]
}

function namesOf(say: Say): readonly (readonly [string, string])[] {
  return [
    ['jurisdiction', say('recht van', 'law of')],
    ['processedIn', say('verwerkt in', 'processed in')],
    ['subProcessors', say('subverwerkers', 'sub-processors')],
    ['retentionDays', say('bewaart, dagen', 'keeps, days')],
    ['trainsOnData', say('traint ermee', 'trains on it')],
  ]
}

function factText(fact: Known | undefined, say: Say): string {
  if (fact === undefined) return say('onbekend', 'unknown')
  const { is, source, asOf } = fact
  return `${valueText(is, say)} (${source}, ${asOf})`
}

function valueText(is: Known['is'], say: Say): string {
  if (typeof is === 'boolean') return is ? say('ja', 'yes') : say('nee', 'no')
  if (typeof is === 'object') return is.length === 0 ? say('geen', 'none') : is.join(', ')
  return String(is)
}

function nameOf({ model, fingerprint }: Served): string {
  return [model, fingerprint].filter((part) => part !== '').join(', ')
}
