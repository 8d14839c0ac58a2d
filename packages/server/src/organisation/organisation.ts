// SPDX-License-Identifier: EUPL-1.2
import type { Agent, Body, Person, Provider, Settings, Source, System, Task, ToolFacts, ToolServer } from './schema.ts'

/** An organisation as its files give it: checked, cross-referenced, and frozen. */
export interface Organisation {
  readonly folder: string
  /** SHA-256 over names and contents of all files: two loads with the same digest are the same organisation. */
  readonly digest: string
  readonly settings: Settings
  readonly people: ReadonlyMap<string, Person>
  readonly bodies: ReadonlyMap<string, Body>
  readonly agents: ReadonlyMap<string, Agent>
  readonly systems: ReadonlyMap<string, System>
  readonly providers: ReadonlyMap<string, Provider>
  readonly servers: ReadonlyMap<string, ToolServer>
  /** By the name under which agents see the tool: `<server>_<tool>`. A tool that is not here is unknown (P10). */
  readonly tools: ReadonlyMap<string, Tool>
  readonly sources: ReadonlyMap<string, Source>
  readonly tasks: ReadonlyMap<string, Task>
  readonly policies: readonly PolicyFile[]
}

export interface Tool extends ToolFacts {
  /** As agents see it. */
  readonly name: string
  readonly server: string
  /** As the server itself calls it. */
  readonly upstreamName: string
}

export interface PolicyFile {
  /** Relative to the organisation's folder. */
  readonly name: string
  readonly text: string
}

/** The provider that runs a model, with the model's own entry; undefined for a model nobody admitted (P10). */
export function findModel(organisation: Organisation, model: string) {
  for (const provider of organisation.providers.values()) {
    const entry = provider.models.find((candidate) => candidate.id === model)
    if (entry !== undefined) return { provider, model: entry }
  }
  return undefined
}
