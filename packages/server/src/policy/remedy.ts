// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import { BUILT_IN_KINDS } from '../boundary/index.ts'
import { isZone, type Organisation, routesTo } from '../organisation/index.ts'
import { isList } from './facts.ts'
import type { Fact, ModelResource, PolicyRequest } from './request.ts'

/** The finding for a text meant for people that does not open with the disclosure of art. 50. */
export const undisclosed = 'undisclosed-ai'

/** What would lift a refusal. People approve; the others are done by the gate, which then decides again. */
export type Remedy =
  | { readonly kind: 'approve'; readonly body: string }
  | { readonly kind: 'redact' | 'mask' | 'pseudonymise'; readonly finding: string }
  | { readonly kind: 'route'; readonly to: string }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'disclose'; readonly finding: typeof undisclosed }

/** People last: nobody should be asked about something that a machine can mend. */
const order: readonly Remedy['kind'][] = ['redact', 'mask', 'pseudonymise', 'disclose', 'route', 'label', 'approve']

const labelName = /^[a-z][a-z0-9-]*(:[A-Za-z0-9._-]+)?$/

/** Reads `approve:finance`. Gives the problem instead for a remedy that nobody in this organisation could carry out. */
export function parseRemedy(text: string, organisation: Organisation): Remedy | { readonly problem: Text } {
  const colon = text.indexOf(':')
  const kind = text.slice(0, colon)
  const value = text.slice(colon + 1)
  switch (kind) {
    case 'approve':
      if (organisation.bodies.has(value)) return { kind, body: value }
      return wrong(
        `er is geen groep beoordelaars ${value}, dus niemand kan dit goedkeuren; voeg haar toe onder bodies in organisation.yaml`,
        `no body is called ${value}, so nobody could approve; add it under bodies in organisation.yaml`,
      )
    case 'redact':
    case 'mask':
    case 'pseudonymise':
      if (kindsIn(organisation).includes(value)) return { kind, finding: value }
      return wrong(
        `naar ${value} wordt niet gezocht; kies uit: ${kindsIn(organisation).join(', ')}`,
        `${value} is nothing that is looked for; choose one of: ${kindsIn(organisation).join(', ')}`,
      )
    case 'route':
      if (isZone(value) || organisation.providers.has(value) || routesTo(organisation, value).length > 0) {
        return { kind, to: value }
      }
      return wrong(
        `${value} is geen zone (eu, eea, nl), aanbieder of toegelaten model, dus er is geen andere weg`,
        `${value} is no zone (eu, eea, nl), no provider and no admitted model, so there is nowhere to route to`,
      )
    case 'label':
      if (labelName.test(value)) return { kind, label: value }
      return wrong(
        `${value} is geen label; dat is een woord in kleine letters, of een woord en een waarde: customer:10023`,
        `${value} is no label; one is a word in lower case, or a word and a value: customer:10023`,
      )
    case 'disclose':
      if (value === undisclosed) return { kind, finding: value }
      return wrong(`schrijf disclose:${undisclosed}`, `write disclose:${undisclosed}`)
    default:
      return wrong(
        `@remedy ${text} bestaat niet; gebruik approve, redact, mask, pseudonymise, disclose, route of label, zoals approve:finance`,
        `the remedy ${text} is unknown; use approve, redact, mask, pseudonymise, disclose, route or label, as in approve:finance`,
      )
  }
}

function wrong(nl: string, en: string): { readonly problem: Text } {
  return { problem: { nl, en } }
}

/** Every kind of finding that a text of this organisation can have. */
export function kindsIn({ detectors }: Pick<Organisation, 'detectors'>): readonly string[] {
  return [...BUILT_IN_KINDS, ...detectors.map(({ name }) => `own:${name}`)]
}

/** The remedy as the policy file has it. */
export function formatRemedy(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'approve':
      return `approve:${remedy.body}`
    case 'route':
      return `route:${remedy.to}`
    case 'label':
      return `label:${remedy.label}`
    default:
      return `${remedy.kind}:${remedy.finding}`
  }
}

/**
 * Whether the remedy was carried out already, or can't be. A rule that still forbids after its remedy will not be lifted
 * by it: to ask again would be to ask people without end, so the rule then denies.
 */
export function isSpent(remedy: Remedy, { resource, context }: PolicyRequest): boolean {
  switch (remedy.kind) {
    case 'approve':
      return holds(context.approvals, remedy.body)
    case 'label':
      return holds(context.labels, remedy.label)
    case 'route':
      return resource.kind !== 'model' || liesOn(resource, remedy.to)
    default:
      return !holds(context.findings, remedy.finding)
  }
}

/**
 * Whether a model at a provider satisfies `route:TO`. TO is a model, a provider, or a zone; the owner, the processing
 * and all sub-processors must be known to lie within that zone.
 */
export function liesOn({ model, provider, facts }: ModelResource, to: string): boolean {
  if (isZone(to)) return facts.ownedWithin.includes(to) && facts.processedWithin.includes(to)
  return provider === to || model === to
}

/** The request as it would be after the remedy; undefined for a route, because that makes it another request. */
export function withRemedy(request: PolicyRequest, remedy: Remedy): PolicyRequest | undefined {
  const { context } = request
  switch (remedy.kind) {
    case 'approve':
      return { ...request, context: { ...context, approvals: [...members(context.approvals), remedy.body] } }
    case 'label':
      return { ...request, context: { ...context, labels: [...members(context.labels), remedy.label] } }
    case 'route':
      return undefined
    default: {
      const findings = members(context.findings).filter((finding) => finding !== remedy.finding)
      return { ...request, context: { ...context, findings } }
    }
  }
}

function members(set: Fact | undefined): readonly Fact[] {
  return set !== undefined && isList(set) ? set : []
}

function holds(set: Fact | undefined, member: string): boolean {
  return members(set).includes(member)
}

/** Each remedy once, what a machine can do first. */
export function inOrder(remedies: readonly Remedy[]): readonly Remedy[] {
  const byText = new Map(remedies.map((remedy) => [formatRemedy(remedy), remedy]))
  return [...byText]
    .sort(([a, first], [b, second]) => order.indexOf(first.kind) - order.indexOf(second.kind) || (a < b ? -1 : 1))
    .map(([, remedy]) => remedy)
}
