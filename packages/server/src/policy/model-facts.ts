// SPDX-License-Identifier: EUPL-1.2
import { type Provider, zonesOf } from '../organisation/index.ts'
import type { ModelFacts } from './request.ts'

/**
 * What a rule may ask of a model, as the Cedar type of its entity. Every attribute is declared as always there, and a
 * fact that nobody knows is left out of the entity: a rule that needs it can't be judged then, and the call is denied
 * (P10). Were the attribute optional, a forbid that asks for it would not apply, and nobody would notice.
 * docs/adr/0006-routes-and-facts.md.
 */
export const modelFactTypes = {
  /** The country whose law the provider's owner answers to: `FR`. */
  jurisdiction: 'String',
  /** Every country where what is sent may be processed. */
  processedIn: 'Set<String>',
  /** By name. */
  subProcessors: 'Set<String>',
  retentionDays: 'Long',
  trainsOnData: 'Bool',
  /** `eu`, `eea`, `fr`: what owner and sub-processors answer to alone. Empty when that isn't known. */
  ownedWithin: 'Set<String>',
  /** The zones that nothing that is sent leaves. Empty when that isn't known. */
  processedWithin: 'Set<String>',
} as const

const kept = new WeakMap<Provider, ModelFacts>()

/** The facts of a provider's models. Asked at every call, so made once for each provider that was loaded. */
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
