// SPDX-License-Identifier: EUPL-1.2
import type { Provider } from '../../organisation/index.ts'
import { modelFactsOf, type PolicyContext } from '../../policy/index.ts'
import type { GateParts, Loaded } from '../parts.ts'
import { routeName, targetsTo } from '../targets/target.ts'

/** What a call carries: nothing special, or personal data. */
type DataKind = 'plain' | 'personal'

/** What losing a provider means for one agent and one model. */
export interface Loss {
  readonly system: string
  readonly agent: string
  readonly model: string
  readonly data: DataKind
  /** Routes that the rules allow now, and in `left` without the provider; in the order in which they are asked. */
  readonly routes: readonly string[]
  readonly left: readonly string[]
  readonly becomes: 'unaffected' | 'fails-over' | 'stops'
  /** What is known of who takes over. */
  readonly to?: {
    readonly provider: string
    readonly ownedWithin: readonly string[]
    readonly processedWithin: readonly string[]
  }
}

const contexts: { readonly [kind in DataKind]: PolicyContext } = {
  plain: { labels: [], findings: [], approvals: [] },
  personal: { labels: ['personal'], findings: [], approvals: [] },
}

/**
 * What happens to every agent's models when a provider is lost, by the organisation's own rules: for calls that carry
 * nothing special and for calls with personal data. Pairs that no rule allows now lose nothing and are left out.
 */
export function lossOf(
  { organisation, policies }: Loaded,
  provider: string,
  standingOf: GateParts['register']['standingOf'],
): readonly Loss[] {
  const kinds: readonly DataKind[] = ['plain', 'personal']
  return [...organisation.agents.values()].flatMap(({ id: agent, system }) =>
    (organisation.systems.get(system)?.models ?? []).flatMap((model) =>
      kinds.flatMap((data): readonly Loss[] => {
        const principal = { agent, system, standing: standingOf(system) }
        const allowed = targetsTo(organisation, model)
          .filter(({ resource }) => {
            const request = { principal, action: 'callModel', resource, context: contexts[data] } as const
            return policies.decide(request).effect === 'allow'
          })
          .map(({ route }) => route)
        const left = allowed.filter((route) => route.provider.id !== provider)
        if (allowed.length === 0) return []
        const becomes =
          allowed[0]?.provider.id === left[0]?.provider.id ? 'unaffected' : left[0] ? 'fails-over' : 'stops'
        const to = becomes === 'fails-over' && left[0] !== undefined ? { to: knownOf(left[0].provider) } : {}
        const names = { routes: allowed.map(routeName), left: left.map(routeName) }
        return [{ system, agent, model, data, ...names, becomes, ...to }]
      }),
    ),
  )
}

function knownOf(provider: Provider) {
  const { ownedWithin, processedWithin } = modelFactsOf(provider)
  return { provider: provider.id, ownedWithin, processedWithin }
}
