// SPDX-License-Identifier: EUPL-1.2
import type { Limits } from './limits.ts'
import { type Organisation, routesTo } from './organisation.ts'
import { placesOf } from './places.ts'
import { type Problem, problemAt } from './problem.ts'

/**
 * Settings that load, but make the gate refuse every call of a kind. The author should hear of it before calls fail one
 * by one. Reads the files alone: what people answered later doesn't count.
 */
export function doubtsIn(organisation: Organisation): readonly Problem[] {
  const { policies, settings, systems } = organisation
  const places = placesOf(organisation)
  const called = new Set(settings.agents.map(({ system }) => system))
  const unregistered = [...systems.values()].filter(({ id, register }) => called.has(id) && register === undefined)
  return [
    ...(policies.length > 0 ? [] : [noRules]),
    ...unregistered.map(({ id }) =>
      problemAt(
        places.of('systems', id, ['id']),
        `het systeem ${id} heeft geen deel register, en daarom wordt alles ervan geweigerd; schrijf het erbij (docs/guide/nl/register.md)`,
        `the system ${id} has no section register, and so everything of it is refused; write one (docs/guide/en/register.md)`,
      ),
    ),
    ...unboundedIn(organisation).map(({ provider, at, model }) =>
      problemAt(
        places.at('providers.yaml', ['providers', provider, 'models', at, 'id']),
        `er geldt een budget en het model ${model} heeft geen maxOutputTokens; zet dat erbij, anders wordt elk verzoek geweigerd dat zelf niet zegt hoe lang het antwoord mag zijn (no-bound)`,
        `a budget applies and the model ${model} has no maxOutputTokens; add it, or each request is refused that does not say itself how long the answer may be (no-bound)`,
      ),
    ),
  ]
}

const noRules = problemAt(
  { file: 'policies' },
  'hier staat geen regel, en wat geen regel toestaat wordt geweigerd: alles dus; schrijf een regel (docs/guide/nl/regel-wijzigen.md)',
  'there is no rule here, and what no rule permits is refused: so everything is; write one (docs/guide/en/changing-a-rule.md)',
)

interface Unbounded {
  readonly provider: number
  readonly at: number
  readonly model: string
}

/** Admitted models that a budget in tokens or money covers, and whose longest answer nobody wrote down. */
function unboundedIn(organisation: Organisation): readonly Unbounded[] {
  const { settings, systems, providers } = organisation
  const models = [
    ...(isBudget(settings.limits) ? [...systems.values()].flatMap((system) => system.models) : []),
    ...[...systems.values()].flatMap(({ limits, models }) => (isBudget(limits) ? models : [])),
    ...settings.agents.flatMap(({ limits, system }) => (isBudget(limits) ? (systems.get(system)?.models ?? []) : [])),
  ]
  const order = [...providers.keys()]
  return [...new Set(models)].flatMap((id) =>
    routesTo(organisation, id)
      .filter(({ model }) => model.maxOutputTokens === undefined)
      .map(({ provider, model }) => ({
        provider: order.indexOf(provider.id),
        at: provider.models.indexOf(model),
        model: id,
      })),
  )
}

function isBudget(limits: Limits | undefined): boolean {
  return [limits?.tokens, limits?.money].some((one) => one?.perDay !== undefined || one?.perMonth !== undefined)
}
