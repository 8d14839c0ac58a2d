// SPDX-License-Identifier: EUPL-1.2
import type { Attributes } from '@opentelemetry/api'
import type { WatchedCall } from './call-watch.ts'
import { attribute } from './names.ts'

/** The labels that tell calls apart in metrics; a call id or a run among them would make a new series for each. */
export interface CallLabels {
  readonly call: Attributes
  /** The same for the tokens of its request and of its answer. */
  readonly input: Attributes
  readonly output: Attributes
}

/** Far more than an organisation's files name. */
const maxKept = 10_000

/** Labels are made once and kept: they are few and known, as none grows with what strangers send. */
export class KnownLabels {
  readonly #calls = new Map<string, CallLabels>()
  readonly #decisions = new Map<string, Attributes>()

  ofCall({ action, operation, resource }: WatchedCall, provider: string | undefined): CallLabels {
    return kept(this.#calls, `${operation}\0${resource}\0${provider ?? ''}`, () => {
      const call: Attributes =
        action === 'callTool'
          ? { [attribute.method]: operation, [attribute.tool]: resource }
          : { [attribute.operation]: operation, [attribute.model]: resource }
      if (provider !== undefined) call[attribute.provider] = provider
      return {
        call,
        input: { ...call, [attribute.tokenType]: 'input' },
        output: { ...call, [attribute.tokenType]: 'output' },
      }
    })
  }

  ofDecision(decision: string, reason: string | undefined, system: string | undefined): Attributes {
    return kept(this.#decisions, `${decision}\0${reason ?? ''}\0${system ?? ''}`, () => ({
      [attribute.decision]: decision,
      ...(reason === undefined ? {} : { [attribute.reason]: reason }),
      ...(system === undefined ? {} : { [attribute.system]: system }),
    }))
  }
}

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key)
  if (known !== undefined) return known
  if (all.size >= maxKept) all.clear()
  const made = make()
  all.set(key, made)
  return made
}
