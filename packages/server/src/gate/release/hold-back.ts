// SPDX-License-Identifier: EUPL-1.2
import type { FindingKind, InPieces } from '../../boundary/index.ts'
import type { Change } from '../decision/mend.ts'
import { GateError } from '../error.ts'
import { ArgumentsChannel, type Channel, type ChannelParts, TextChannel } from './channels.ts'
import { nothing, type Plan } from './plan.ts'
import { Seen } from './seen.ts'
import type { TextGuard } from './text-guard.ts'

/** Each takes a few kilobytes until it ends: a stream of nothing but beginnings would fill the memory. */
export const maxTextsAtOnce = 4096

/**
 * Texts of an answer on their way to the agent: pseudonyms are put back, then findings are taken out. Only the longest
 * unfinished finding of a text waits (at most `MAX_HELD_BACK` and `MAX_PSEUDONYM` UTF-16 units together). The result does
 * not depend on how the text was cut.
 */
export class HoldBack implements TextGuard {
  readonly #parts: ChannelParts
  readonly #open = new Map<string, Channel>()
  readonly #changes: Change[] = []

  constructor({
    plan = nothing,
    ...parts
  }: Omit<ChannelParts, 'plan' | 'seen'> & { readonly plan?: Plan | undefined }) {
    this.#parts = { ...parts, plan, seen: new Seen(plan) }
  }

  /** The kinds that were seen so far, before anything was changed. */
  get found(): readonly FindingKind[] {
    return this.#parts.seen.kinds
  }

  /**
   * Throws `withheld` before a finding that may not go, and `upstream-failed` for arguments that are too long or too
   * many texts.
   */
  pass(channel: string, delta: string): string | InPieces<string> {
    if (delta === '') return ''
    let open = this.#open.get(channel)
    if (open === undefined) {
      if (this.#open.size >= maxTextsAtOnce) throw new GateError('upstream-failed', 'too many texts grow at once')
      open = this.#opened(channel)
      this.#open.set(channel, open)
    }
    return open.push(delta)
  }

  #opened(channel: string): Channel {
    return channel.startsWith('arguments:') ? new ArgumentsChannel(this.#parts) : new TextChannel(this.#parts)
  }

  *flush(channel: string, last?: string): InPieces<string> {
    const open = this.#open.get(channel) ?? (last === undefined ? undefined : this.#opened(channel))
    if (open === undefined) return ''
    this.#open.delete(channel)
    const rest = yield* open.end(last ?? '')
    this.#changes.push(...open.changes())
    return rest
  }

  /** What was changed in the channels that ended. */
  get changes(): readonly Change[] {
    return this.#changes
  }
}
