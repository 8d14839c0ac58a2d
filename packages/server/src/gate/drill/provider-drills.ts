// SPDX-License-Identifier: EUPL-1.2
import type { Identity } from '../../identity/index.ts'
import type { Journal } from '../../journal/index.ts'
import type { Person } from '../../organisation/index.ts'
import { newId } from '../call.ts'
import { GateError } from '../error.ts'
import type { GateParts, Loaded } from '../parts.ts'
import type { Runs } from '../runs/runs.ts'
import { type Loss, lossOf } from './provider-loss.ts'

interface MeasuredLoss extends Loss {
  /** From asking the gate to the whole answer, with the provider lost; absent when no call was made. */
  readonly tookMs?: number
  /** The code that the call ended with, when it failed. */
  readonly failed?: string
}

export interface ProviderLoss {
  readonly provider: string
  readonly losses: readonly MeasuredLoss[]
  readonly entry: number
}

interface ProviderDrillParts {
  readonly journal: Journal
  readonly identity: Identity
  readonly runs: Runs
  readonly loaded: () => Loaded
  readonly register: GateParts['register']
  readonly gateUrl: string
  readonly now: () => number
}

const callMs = 15_000
/** Questions cost money and are asked at once. */
const maxAsked = 20

/**
 * Drills the loss of a provider: says what would happen by the rules. If asked to measure, it also asks one short
 * question over each route that takes over. Those go through the gate, in a run of their own, and the provider counts
 * as lost for that run alone.
 */
export class ProviderDrills {
  readonly #parts: ProviderDrillParts
  readonly #lost = new Map<string, string>()

  constructor(parts: ProviderDrillParts) {
    this.#parts = parts
  }

  /** The provider that counts as lost for a run. */
  lostFor(run: string): string | undefined {
    return this.#lost.get(run)
  }

  /** Throws `not-found` for an unknown provider. */
  async run(provider: string, isMeasured: boolean, person: Pick<Person, 'id'>): Promise<ProviderLoss> {
    const loaded = this.#parts.loaded()
    if (!loaded.organisation.providers.has(provider))
      throw new GateError('not-found', `no provider is called ${provider}`)
    const { register } = this.#parts
    await register.ready()
    const found = lossOf(loaded, provider, (system) => register.standingOf(system))
    const asked = new Set(
      found.filter(({ becomes, data }) => becomes === 'fails-over' && data === 'plain').slice(0, maxAsked),
    )
    const losses: readonly MeasuredLoss[] = await Promise.all(
      found.map(async (loss) =>
        isMeasured && asked.has(loss) ? { ...loss, ...(await this.#ask(loss, provider)) } : loss,
      ),
    )
    const count = (becomes: Loss['becomes']): number => losses.filter((loss) => loss.becomes === becomes).length
    const took = losses.flatMap(({ tookMs }) => tookMs ?? [])
    const { entry } = await this.#parts.journal.append({
      kind: 'drill.ended',
      data: {
        drill: 'provider-loss',
        provider,
        stops: count('stops'),
        failsOver: count('fails-over'),
        unaffected: count('unaffected'),
        measured: took.length,
        worstMs: took.length === 0 ? undefined : Math.max(...took),
        by: await this.#parts.journal.pseudonymOf(`person:${person.id}`),
      },
    })
    return { provider, losses, entry: entry.index }
  }

  async #ask({ agent, system, model }: Loss, provider: string): Promise<Pick<MeasuredLoss, 'tookMs' | 'failed'>> {
    const { identity, runs, gateUrl, now } = this.#parts
    const run = newId('run').replace('run-', 'run-drill-')
    await runs.start({ agent, system, run })
    const { id, key } = await identity.issue({ kind: 'run', principal: agent, run, expiresAtMs: now() + callMs })
    this.#lost.set(run, provider)
    const startedMs = performance.now()
    try {
      const response = await fetch(`${gateUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          model,
          max_tokens: 16,
          messages: [{ role: 'user', content: 'This is a drill. Answer with the one word OK.' }],
        }),
        signal: AbortSignal.timeout(callMs),
      })
      const answer: unknown = await response.json()
      if (response.ok) return { tookMs: Math.round((performance.now() - startedMs) * 10) / 10 }
      return { failed: codeOf(answer) }
    } catch {
      return { failed: 'no-answer' }
    } finally {
      this.#lost.delete(run)
      await identity.revoke(id)
    }
  }
}

function codeOf(answer: unknown): string {
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'refused'
}
