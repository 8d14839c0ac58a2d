// SPDX-License-Identifier: EUPL-1.2
import type { TypeAndId } from '@cedar-policy/cedar-wasm/nodejs'

type Node = { readonly [name: string]: unknown }

/** Every object in a rule's JSON, the outer ones first. */
export function* nodes(json: unknown): Generator<Node> {
  if (typeof json !== 'object' || json === null) return
  if (!Array.isArray(json)) yield Object.fromEntries(Object.entries(json))
  for (const inner of Object.values(json)) yield* nodes(inner)
}

/** `context.mail.recipients` as an expression has it, or undefined for anything but a plain path. */
function pathOf(json: unknown): string | undefined {
  if (!isNode(json)) return undefined
  if (typeof json.Var === 'string') return json.Var
  const step = json['.']
  if (!isNode(step)) return undefined
  const left = pathOf(step.left)
  return left === undefined ? undefined : `${left}.${String(step.attr)}`
}

/** The facts that an expression can look at: the longest paths in it, sorted. */
export function pathsRead(json: unknown): readonly string[] {
  const paths = new Set<string>()
  const visit = (inner: unknown): void => {
    const path = pathOf(inner)
    if (path !== undefined) paths.add(path)
    else if (typeof inner === 'object' && inner !== null) Object.values(inner).forEach(visit)
  }
  visit(json)
  return [...paths].sort()
}

/** The entities that a rule names, in its scope and in its conditions. */
export function entitiesNamed(json: unknown): readonly TypeAndId[] {
  return [...nodes(json)].flatMap(({ type, id }) =>
    typeof type === 'string' && typeof id === 'string' ? [{ type, id }] : [],
  )
}

/** The texts that the rule looks for in a set of the context: `context.approvals.contains("finance")`. */
export function membersAsked(json: unknown, path: string): readonly string[] {
  return [...nodes(json)].flatMap((node) =>
    [node.contains, node.containsAll, node.containsAny].flatMap((operand) => {
      if (!isNode(operand)) return []
      const asked = [operand.left, operand.right].filter((side) => pathOf(side) !== path)
      return asked.length === 2 ? [] : asked.flatMap((side) => [...nodes(side)].flatMap(texts))
    }),
  )
}

function texts({ Value: value }: Node): readonly string[] {
  return typeof value === 'string' ? [value] : []
}

function isNode(json: unknown): json is Node {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
