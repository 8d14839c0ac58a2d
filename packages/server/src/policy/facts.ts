// SPDX-License-Identifier: EUPL-1.2
import type { Tool, ToolServer } from '../organisation/index.ts'
import type { Fact, PolicyContext } from './request.ts'

type FactName = 'Long' | 'Bool' | 'Set<String>'
type FactType = FactName | FactTypes
interface FactTypes {
  readonly [name: string]: FactType
}

/** Which facts a call carries. A tool's shape follows from the kind of its server, and from its entry in `tools.yaml`. */
export type CallShape = 'model' | 'tool' | 'mail' | 'payment'

/**
 * No call has the shape `any`: it validates a rule that reaches no tool yet, since no tool can lack what the rule asks.
 */
export type FactShape = CallShape | 'any'

const everyCall = {
  /** What the call carries: `untrusted`, `personal`, `customer:10023` … */
  labels: 'Set<String>',
  /** Kinds that the boundary found in the request: `bsn`, `iban` … */
  findings: 'Set<String>',
  /** Bodies that approved this very call. */
  approvals: 'Set<String>',
} satisfies FactTypes

const mail = {
  /** All of to, cc and bcc, in lower case. */
  recipients: 'Set<String>',
  /** Those outside the organisation's mail domains. */
  outsideRecipients: 'Set<String>',
  /** The size of that set. */
  outsideCount: 'Long',
  /** Those outside to whom the gate has never let a mail pass. */
  firstTimeRecipients: 'Set<String>',
} satisfies FactTypes

const documents = {
  /** How many invoices and credit notes of the source are attached. */
  invoices: 'Long',
  /** How many other things are attached. */
  others: 'Long',
  /** How many different debtors the attached invoices have. */
  debtors: 'Long',
  /** Looked up in the customer file by customer number, never in the invoice, which a stranger may have written. */
  debtorAddresses: 'Set<String>',
  /** Every attached invoice is past its due date and has a balance left after payments and credit notes. */
  allOverdueAndUnpaid: 'Bool',
  openCents: 'Long',
  /** Customer numbers. */
  customers: 'Set<String>',
} satisfies FactTypes

const amount = {
  /** In hundredths of the tool's own unit: what the call's argument says, and never less than 0. */
  cents: 'Long',
} satisfies FactTypes

/** The one list of facts: the Cedar schemas are generated from it and every request is checked against it. */
export const factsByShape: { readonly [shape in FactShape]: FactTypes } = {
  model: everyCall,
  tool: everyCall,
  mail: { ...everyCall, mail, documents },
  payment: { ...everyCall, amount },
  any: { ...everyCall, mail, documents, amount },
}

export function shapeOfTool({ kind }: Pick<ToolServer, 'kind'>, tool: Pick<Tool, 'amount'>): CallShape {
  if (kind === 'mail') return 'mail'
  return tool.amount === undefined ? 'tool' : 'payment'
}

/** The facts as a Cedar record type. */
export function cedarType(type: FactType): string {
  if (typeof type === 'string') return type
  const attributes = Object.entries(type).map(([name, inner]) => `${name}: ${cedarType(inner)}`)
  return `{ ${attributes.join(', ')} }`
}

/** Far above any honest call, low enough that set operations on hostile input stay cheap. */
const maxMembers = 10_000

/** Why a context doesn't fit its shape, or undefined when it fits exactly. */
export function misfit(shape: CallShape, context: PolicyContext): string | undefined {
  return misfitOfRecord(contexts[shape], context)
}

/** The facts of a shape, prepared once for the check that every decision makes. */
interface RecordShape {
  readonly path: string
  readonly types: FactTypes
  readonly members: readonly { readonly name: string; readonly path: string; readonly type: FactName | RecordShape }[]
}

function recordShape(path: string, types: FactTypes): RecordShape {
  const members = Object.entries(types).map(([name, type]) => {
    const place = `${path}.${name}`
    return { name, path: place, type: typeof type === 'string' ? type : recordShape(place, type) }
  })
  return { path, types, members }
}

const contexts: { readonly [shape in CallShape]: RecordShape } = {
  model: recordShape('context', factsByShape.model),
  tool: recordShape('context', factsByShape.tool),
  mail: recordShape('context', factsByShape.mail),
  payment: recordShape('context', factsByShape.payment),
}

function misfitOfRecord({ path, types, members }: RecordShape, fact: Fact): string | undefined {
  if (typeof fact !== 'object' || fact === null || isList(fact)) return `${path} is no record`
  for (const name of Object.keys(fact)) if (!Object.hasOwn(types, name)) return `${path}.${name} is unknown`
  for (const { name, path, type } of members) {
    const problem = misfitOf(path, type, Object.hasOwn(fact, name) ? fact[name] : undefined)
    if (problem !== undefined) return problem
  }
  return undefined
}

function misfitOf(path: string, type: FactName | RecordShape, fact: Fact | undefined): string | undefined {
  if (fact === undefined) return `${path} is missing`
  if (type === 'Long') return Number.isSafeInteger(fact) ? undefined : `${path} is no whole number`
  if (type === 'Bool') return typeof fact === 'boolean' ? undefined : `${path} is neither true nor false`
  return type === 'Set<String>' ? misfitOfSet(path, fact) : misfitOfRecord(type, fact)
}

function misfitOfSet(path: string, fact: Fact): string | undefined {
  if (!isList(fact)) return `${path} is no set`
  if (fact.length > maxMembers) return `${path} has more than ${maxMembers} members`
  // Half a surrogate pair is no text to Cedar, and escaping it could make two different strings look the same.
  for (const member of fact) {
    if (typeof member !== 'string' || !member.isWellFormed()) return `${path} holds something that is no text`
  }
  return undefined
}

/** Array.isArray doesn't narrow a readonly array. */
export function isList(fact: Fact): fact is readonly Fact[] {
  return Array.isArray(fact)
}

/** Facts that say nothing: empty sets, zero, false. A case takes those that it doesn't give from here. */
export function neutralFacts(shape: CallShape): PolicyContext {
  const neutral = (type: FactType): Fact => {
    if (type === 'Long') return 0
    if (type === 'Bool') return false
    if (type === 'Set<String>') return []
    return Object.fromEntries(Object.entries(type).map(([name, inner]) => [name, neutral(inner)]))
  }
  return Object.fromEntries(Object.entries(factsByShape[shape]).map(([name, inner]) => [name, neutral(inner)]))
}
