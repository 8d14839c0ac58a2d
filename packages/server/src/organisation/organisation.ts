// SPDX-License-Identifier: EUPL-1.2
import type { Detector } from './detectors.ts'
import type { Issuer } from './issuer.ts'
import type { Model, Provider } from './provider-schema.ts'
import type { Agent, Body, Person, Settings, Source, System, Task, ToolFacts, ToolServer } from './schema.ts'

/** An organisation as its files define it: checked, its references resolved, and frozen. */
export interface Organisation {
  readonly folder: string
  /** SHA-256 over names and contents of all files: two loads with the same digest are the same organisation. */
  readonly digest: string
  /** Its YAML files as they were read, so that a problem found later can be told with its line. */
  readonly documents: readonly Document[]
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
  /** Whose signed statements are accepted; none without `issuers.yaml`. */
  readonly issuers: ReadonlyMap<string, Issuer>
  /** What it looks for in texts beside what is built in; none without `detectors.yaml`. */
  readonly detectors: readonly Detector[]
  readonly policies: readonly PolicyFile[]
  /** Rules that are tried beside those in force and have no effect; none without a folder `policies-shadow`. */
  readonly shadow: readonly PolicyFile[]
}

export interface Document {
  /** Relative to the organisation's folder. */
  readonly name: string
  readonly text: string
  /** Of the system or task that it describes. */
  readonly id?: string
}

/**
 * A tool, or a prompt or resources of a tool server: all that an agent can get by a call, under one name and one rule.
 */
export interface Tool extends ToolFacts {
  readonly kind: 'tool' | 'prompt' | 'resource'
  /** As agents see it. */
  readonly name: string
  readonly server: string
  /** As the server itself calls it. */
  readonly upstreamName: string
  /** For a resource: its address, or with a last `*` what its addresses begin with. */
  readonly uri?: string
}

export interface PolicyFile {
  /** Relative to the organisation's folder; of a pack of Sluis, `sluis/policies/…`. */
  readonly name: string
  readonly text: string
}

/** One way to a model: the provider that runs it, with the model's entry there. */
export interface Route {
  readonly provider: Provider
  readonly model: Model
}

/**
 * The ways to an admitted model, in the order of providers.yaml: several providers may run the same model. None for a
 * model that nobody admitted (P10).
 */
export function routesTo({ providers }: Pick<Organisation, 'providers'>, model: string): readonly Route[] {
  return [...providers.values()].flatMap((provider) =>
    provider.models
      .filter(({ id, admitted }) => id === model && admitted !== undefined)
      .map((entry) => ({ provider, model: entry })),
  )
}
