// SPDX-License-Identifier: EUPL-1.2
import { type Provider, zonesOf } from '../organisation/index.ts'
import type { ModelFacts } from './request.ts'

/**
 * What a rule may ask of a model, as the Cedar type of its entity. Every attribute is declared as required, and a fact
 * that nobody knows is left out of the entity: a rule that needs it then can't be judged, and the call is denied (P10).
 * If the attribute were optional, a forbid that asks for it would silently not apply. See
 * docs/adr/0006-routes-and-facts.md.
 */
export const modelFactTypes = {
  /** The country whose law the provider's owner answers to: `FR`. */
  jurisdiction: 'String',
  /** Every country where what is sent may be processed. */
  processedIn: 'Set<String>',
  /** Their names. */
  subProcessors: 'Set<String>',
  retentionDays: 'Long',
  trainsOnData: 'Bool',
  /** The zones (`eu`, `eea`, `fr`) that hold the owner and all sub-processors. Empty when that isn't known. */
  ownedWithin: 'Set<String>',
  /** The zones that hold every place where what is sent may be processed. Empty when that isn't known. */
  processedWithin: 'Set<String>',
} as const

const kept = new WeakMap<Provider, ModelFacts>()

/**
 * The facts of a provider's models. Every call asks for them, so they are made once for each provider that is loaded.
 */
export function modelFactsOf(provider: Provider): ModelFacts {
  const known = kept.get(provider)
  if (known !== undefined) return known
  const { jurisdiction, processedIn, subProcessors, retentionDays, trainsOnData } = provider.facts
  const facts: ModelFacts = Object.freeze({
    ...(jurisdiction && { jurisdiction: jurisdiction.is }),
    ...(processedIn && { processedIn: processedIn.is }),
    ...(subProcessors && { subProcessors: subProcessors.is.map(({ name }) => name) }),
    ...(retentionDays && { retentionDays: retentionDays.is }),
    ...(trainsOnData && { trainsOnData: trainsOnData.is }),
    ...zonesOf(provider),
  })
  kept.set(provider, facts)
  return facts
}
