// SPDX-License-Identifier: EUPL-1.2
import type { Provider } from './provider-schema.ts'

/** The member states of the European Union by ISO 3166-1 code (europa.eu, "EU countries", read on 2026-11-22). */
const union = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ')

/** With the three other states of the EEA Agreement. */
const economicArea = [...union, 'IS', 'LI', 'NO']

const named: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['eu', new Set(union)],
  ['eea', new Set(economicArea)],
])

/** Whether a text names a zone: `eu`, `eea`, or one country such as `nl`. */
export function isZone(name: string): boolean {
  return named.has(name) || /^[a-z]{2}$/.test(name)
}

export interface Zones {
  /** The zones that hold the owner and every sub-processor. */
  readonly ownedWithin: readonly string[]
  /** The zones that hold every place of processing, the provider's and its sub-processors'. */
  readonly processedWithin: readonly string[]
}

/**
 * The zones that a provider lies within. What is unknown could lie anywhere, so it leaves no zone at all: a rule that
 * asks for one then refuses (P10).
 */
export function zonesOf({ facts }: Pick<Provider, 'facts'>): Zones {
  const subProcessors = facts.subProcessors?.is
  if (subProcessors === undefined) return { ownedWithin: [], processedWithin: [] }
  return {
    ownedWithin: zonesAround([facts.jurisdiction?.is, ...subProcessors.map(({ jurisdiction }) => jurisdiction)]),
    processedWithin: zonesAround(
      [facts.processedIn?.is, ...subProcessors.map(({ processedIn }) => processedIn)].flatMap(
        (countries): readonly (string | undefined)[] => countries ?? [undefined],
      ),
    ),
  }
}

function zonesAround(countries: readonly (string | undefined)[]): readonly string[] {
  const known = new Set(countries)
  const [only] = known
  const single = known.size === 1 && only !== undefined ? [only.toLowerCase()] : []
  const around = [...named].filter(([, members]) => [...known].every((one) => one !== undefined && members.has(one)))
  return [...around.map(([name]) => name), ...single]
}
