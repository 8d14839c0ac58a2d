// SPDX-License-Identifier: EUPL-1.2
import type { Limits } from './limits.ts'
import { type Organisation, routesTo } from './organisation.ts'
import type { Places } from './places.ts'
import { type Place, type Problem, problemAt } from './problem.ts'

/** Limits, the models that they cover, and where their currency stands. */
type Limited = readonly [limits: Limits | undefined, models: readonly string[], placeOf: () => Place]

/**
 * Limits that could only refuse: money in two currencies, which can't be added, and a limit on money over a model
 * without a price. A model that costs nothing has a price of 0.
 */
export function problemsOfLimits(organisation: Organisation, places: Places): readonly Problem[] {
  const { settings, systems, providers } = organisation
  const all = [...providers.values()].flatMap(({ models }) => models.map(({ id }) => id))
  const path = ['limits', 'money', 'currency']
  const limited: readonly Limited[] = [
    [settings.limits, all, () => places.at('organisation.yaml', path)],
    ...[...systems.values()].map(
      ({ id, limits, models }): Limited => [limits, models, () => places.of('systems', id, path)],
    ),
    ...settings.agents.map(
      ({ system, limits }, at): Limited => [
        limits,
        systems.get(system)?.models ?? [],
        () => places.at('organisation.yaml', ['agents', at, ...path]),
      ],
    ),
  ]
  const inMoney = limited.flatMap(([limits, models, placeOf]) =>
    limits?.money === undefined ? [] : [{ currency: limits.money.currency, models, placeOf }],
  )
  const [first] = inMoney
  const others = inMoney.filter(({ currency }) => currency !== first?.currency)
  if (first !== undefined && others.length > 0) {
    return others.map(({ currency, placeOf }) => otherCurrency(placeOf(), currency, first.currency))
  }
  return inMoney.flatMap(({ currency, models, placeOf }) =>
    models.filter((id) => isUnpriced(organisation, id, currency)).map((id) => unpriced(placeOf(), id, currency)),
  )
}

function otherCurrency(place: Place, currency: string, first: string): Problem {
  return problemAt(
    place,
    `deze grens is in ${currency} en een andere in ${first}; gebruik overal dezelfde munt`,
    `this limit is in ${currency} and another in ${first}; use one currency for all`,
  )
}

function isUnpriced(organisation: Organisation, id: string, currency: string): boolean {
  return routesTo(organisation, id).some(({ model }) => model.price?.currency !== currency)
}

function unpriced(place: Place, id: string, currency: string): Problem {
  return problemAt(
    place,
    `het model ${id} heeft geen prijs in ${currency}; zet er in providers.yaml een price bij (0 als het niets kost)`,
    `the model ${id} has no price in ${currency}; give it one in providers.yaml (0 if it costs nothing)`,
  )
}
