// SPDX-License-Identifier: EUPL-1.2
import type { Limits } from './limits.ts'
import { type Organisation, routesTo } from './organisation.ts'

/** Where limits stand, what they are, and the models that they cover. */
type Limited = readonly [where: string, limits: Limits | undefined, models: readonly string[]]

/**
 * Limits that could only refuse: money in two currencies that can't be added, and a model that a limit on money covers
 * without a price. A model that costs nothing has a price of 0.
 */
export function problemsOfLimits(organisation: Organisation): string[] {
  const { settings, systems, agents, providers } = organisation
  const all = [...providers.values()].flatMap(({ models }) => models.map(({ id }) => id))
  const ofSystem = (id: string): readonly string[] => systems.get(id)?.models ?? []
  const limited: readonly Limited[] = [
    ['organisation.yaml: limits', settings.limits, all],
    ...[...systems.values()].map(({ id, limits }) => [`systems/${id}.yaml: limits`, limits, ofSystem(id)] as const),
    ...[...agents.values()].map(
      ({ id, system, limits }) => [`organisation.yaml: limits of the agent ${id}`, limits, ofSystem(system)] as const,
    ),
  ]
  const currencies = new Set(limited.flatMap(([, limits]) => limits?.money?.currency ?? []))
  if (currencies.size > 1) return [`limits are in ${[...currencies].sort().join(' and ')}; use one currency for all`]
  return limited.flatMap(([where, limits, models]) =>
    limits?.money === undefined
      ? []
      : unpriced(organisation, models, limits.money.currency).map((text) => `${where}: ${text}`),
  )
}

function unpriced(organisation: Organisation, models: readonly string[], currency: string): readonly string[] {
  return models
    .filter((id) => routesTo(organisation, id).some(({ model }) => model.price?.currency !== currency))
    .map((id) => `the model ${id} has no price in ${currency}; give it one in providers.yaml (0 if it costs nothing)`)
}
