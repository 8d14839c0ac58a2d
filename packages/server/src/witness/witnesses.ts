// SPDX-License-Identifier: EUPL-1.2
import { formatNote, parseNote, parseVerifierKey } from '@sluis/log'
import { JournalError, type LogReader } from '../journal/index.ts'
import type { Settings } from '../organisation/index.ts'
import { warn } from '../warnings/index.ts'
import { WitnessError } from './error.ts'
import { type Answer, submit, type Witness } from './submit.ts'

interface WitnessParts {
  readonly log: LogReader
  readonly settings: Pick<Settings, 'witnesses' | 'witnessesRequired'>
  readonly now: () => number
}

interface Cosigned {
  readonly size: number
  readonly note: string
  readonly at: number
}

const everyMs = 10_000
/** For this long a cosigned checkpoint is worth more to a reader than a newer one without cosignatures. */
const freshMs = 60_000

/**
 * Shows the newest checkpoint to the witnesses from time to time, apart from the sequencer: no call waits for an
 * outsider.
 */
export class Witnesses {
  readonly #parts: WitnessParts
  readonly #witnesses: readonly Witness[]
  /** The last warning about each witness, so that it isn't repeated. */
  readonly #told = new Map<string, string>()
  #cosigned: Cosigned | undefined
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  private constructor(parts: WitnessParts) {
    this.#parts = parts
    this.#witnesses = parts.settings.witnesses.map(({ key, url }) => ({ key: parseVerifierKey(key), url }))
  }

  /**
   * Asks every witness before anything is served or signed. Throws JournalError `behind` when one saw more than this log
   * holds, or another history, and WitnessError when fewer cosign than are required. A witness that can't be reached
   * stops nothing unless it is required: an outsider's failure must not become ours.
   */
  static async open(parts: WitnessParts): Promise<Witnesses> {
    const witnesses = new Witnesses(parts)
    if (witnesses.#witnesses.length === 0) return witnesses
    const answers = await witnesses.#round()
    const ahead = answers.find((answer) => answer.kind === 'ahead')
    if (ahead !== undefined) throw new JournalError('behind', ahead.sentence)
    const count = answers.filter(({ kind }) => kind === 'cosigned').length
    const { witnessesRequired: required } = parts.settings
    if (count < required) throw new WitnessError(count, required)
    witnesses.#wait()
    return witnesses
  }

  /** The checkpoint for readers: the newest that witnesses cosigned if it is fresh, otherwise the newest. */
  async checkpoint(): Promise<string> {
    const newest = await this.#parts.log.checkpoint()
    const seen = this.#cosigned
    if (seen === undefined) return newest.note
    return seen.size === newest.size || this.#parts.now() - seen.at < freshMs ? seen.note : newest.note
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #wait(): void {
    this.#timer = setTimeout(() => void this.#again(), everyMs).unref()
  }

  async #again(): Promise<void> {
    try {
      const { size } = await this.#parts.log.checkpoint()
      if (size !== this.#cosigned?.size || this.#told.size > 0) await this.#round()
    } catch (error) {
      warn('witnesses-unasked', { error })
    }
    if (!this.#isClosed) this.#wait()
  }

  async #round(): Promise<readonly Answer[]> {
    const { log, now } = this.#parts
    const { size, note } = await log.checkpoint()
    const answers = await Promise.all(this.#witnesses.map((witness) => submit(witness, note, size, log)))
    for (const [at, answer] of answers.entries()) this.#warnOf(this.#witnesses[at]?.key.name ?? '', answer)
    const added = answers.flatMap((answer) => (answer.kind === 'cosigned' ? answer.signatures : []))
    if (added.length > 0) {
      const { text, signatures } = parseNote(note)
      this.#cosigned = { size, note: formatNote({ text, signatures: [...signatures, ...added] }), at: now() }
    }
    return answers
  }

  #warnOf(witness: string, answer: Answer): void {
    if (answer.kind === 'cosigned') {
      this.#told.delete(witness)
      return
    }
    const told = answer.kind === 'failed' ? String(answer.error) : answer.kind
    if (this.#told.get(witness) === told) return
    this.#told.set(witness, told)
    if (answer.kind === 'ahead') warn('witness-ahead', { witness })
    else if (answer.kind === 'refused') warn('witness-refused', { witness, status: String(answer.status) })
    else warn('witness-refused', { witness, error: answer.error })
  }
}
