// SPDX-License-Identifier: EUPL-1.2
import { cedarType, type FactShape, factsByShape } from './facts.ts'
import { modelFactTypes } from './model-facts.ts'
import { standingTypes } from './standing.ts'

const attributesOf = (types: Readonly<Record<string, string>>): string =>
  Object.entries(types)
    .map(([name, type]) => `${name}: ${type}`)
    .join(', ')

const entityTypes = `entity System;
entity Agent in [System] { ${attributesOf(standingTypes)} };
entity ToolGroup;
entity ToolServer;
entity Tool in [ToolGroup, ToolServer];
entity Provider;
entity Model in [Provider] { ${attributesOf(modelFactTypes)} };
`

/**
 * The Cedar schema under which tool calls of one shape are judged. A rule is validated against the schema of every shape
 * that its scope reaches, so a rule about mail may name recipients without first asking whether there are any. See
 * docs/adr/0003-policy-schema.md.
 */
export function schemaOf(shape: FactShape): string {
  const toolFacts = factsByShape[shape === 'model' ? 'tool' : shape]
  return [
    entityTypes,
    action('callModel', 'Model', factsByShape.model),
    action('callTool', 'Tool', toolFacts),
    action('releaseResult', 'Model, Tool', toolFacts),
  ].join('')
}

function action(name: string, resource: string, facts: Parameters<typeof cedarType>[0]): string {
  return `action ${name} appliesTo { principal: [Agent], resource: [${resource}], context: ${cedarType(facts)} };\n`
}
