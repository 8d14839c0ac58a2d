// SPDX-License-Identifier: EUPL-1.2
import {
  type FindingKind,
  inspectJson,
  maskingStream,
  maskJson,
  type Pseudonyms,
  pseudonymiseJson,
  pseudonymisingStream,
  type Removed,
  RestoringStream,
  type Rules,
  redactingStream,
  redactJson,
  restoreJson,
  type TextStream,
} from '../../boundary/index.ts'
import { GateError } from '../error.ts'
import type { Change } from '../mend.ts'
import type { TextGuard } from '../models/index.ts'

/** What is done with each kind of finding before an answer goes to the agent. */
export interface Plan {
  readonly replace: ReadonlyMap<FindingKind, 'redact' | 'mask' | 'pseudonymise'>
  /** Kinds that may not go at all: an answer with one is cut off in front of it. */
  readonly withhold: ReadonlySet<FindingKind>
}

export interface HoldBackParts {
  /** What the pseudonyms in the request stand for: only what the agent itself sent is put back. */
  readonly originals?: Pseudonyms | undefined
  readonly plan?: Plan | undefined
  /** Where the plan's pseudonyms come from. */
  readonly pseudonyms?: Pseudonyms | undefined
  /** What is looked for; the built-in kinds unless told otherwise. */
  readonly rules?: Rules | undefined
}

/** The arguments of a tool call are JSON, whole or not at all: they wait for their end, and no longer than this. */
export const maxArguments = 1_000_000

/**
 * Texts of an answer on their way to the agent: pseudonyms are put back, then findings are taken out. Of a text only
 * the longest unfinished finding waits (at most `MAX_HELD` and `MAX_PSEUDONYM` UTF-16 units together); what comes out
 * does not depend on how the text was cut.
 */
export class HoldBack implements TextGuard {
  readonly #parts: ChannelParts
  readonly #open = new Map<string, Channel>()
  readonly #changes: Change[] = []
  readonly #found = new Set<FindingKind>()

  constructor(parts: HoldBackParts) {
    this.#parts = { ...parts, found: this.#found }
  }

  /** The kinds that were seen so far, before anything was changed. */
  get found(): readonly FindingKind[] {
    return [...this.#found]
  }

  /** Throws `withheld` in front of a finding that may not go, and `upstream-failed` for arguments that are too long. */
  pass(channel: string, delta: string): string {
    if (delta === '') return ''
    let open = this.#open.get(channel)
    if (open === undefined) {
      open = this.#opened(channel)
      this.#open.set(channel, open)
    }
    return open.push(delta)
  }

  #opened(channel: string): Channel {
    return channel.startsWith('arguments:') ? new ArgumentsChannel(this.#parts) : new TextChannel(this.#parts)
  }

  flush(channel: string, last?: string): string {
    const open = this.#open.get(channel) ?? (last === undefined ? undefined : this.#opened(channel))
    if (open === undefined) return ''
    this.#open.delete(channel)
    const rest = open.end(last ?? '')
    this.#changes.push(...open.changes())
    return rest
  }

  /** What was changed in the channels that ended. */
  get changes(): readonly Change[] {
    return this.#changes
  }
}

type ChannelParts = HoldBackParts & { readonly found: Set<FindingKind> }

interface Channel {
  push(delta: string): string
  end(last: string): string
  changes(): readonly Change[]
}

class TextChannel implements Channel {
  readonly #withhold: ReadonlySet<FindingKind>
  readonly #found: Set<FindingKind>
  readonly #restoring: RestoringStream | undefined
  /** One after the other, what loses most first. */
  readonly #replacing: readonly { readonly remedy: Change['remedy']; readonly stream: TextStream }[]

  constructor({ originals, plan, pseudonyms, rules, found }: ChannelParts) {
    this.#found = found
    this.#withhold = plan?.withhold ?? new Set()
    this.#restoring = originals === undefined ? undefined : new RestoringStream(originals)
    this.#replacing = remedies.flatMap((remedy) => {
      const kinds = kindsOf(plan, remedy)
      // The first stream also watches for what must not go, so there is one whenever anything must not.
      const isNeeded = kinds.length > 0 || (remedy === 'redact' && this.#withhold.size > 0)
      return isNeeded ? [{ remedy, stream: streamOf(remedy, kinds, pseudonyms, rules) }] : []
    })
  }

  push(delta: string): string {
    return this.#replace(this.#restoring === undefined ? delta : this.#restoring.push(delta), false)
  }

  end(last: string): string {
    return this.#replace(
      this.#restoring === undefined ? last : this.#restoring.push(last) + this.#restoring.end(),
      true,
    )
  }

  changes(): readonly Change[] {
    return this.#replacing.flatMap(({ remedy, stream }) => changesOf(remedy, stream.removed))
  }

  #replace(text: string, isEnd: boolean): string {
    let said = text
    for (const { stream } of this.#replacing) {
      said = isEnd ? stream.end(said) : stream.push(said)
      refuse(this.#withhold, stream.takeFindings(), this.#found)
    }
    return said
  }
}

class ArgumentsChannel implements Channel {
  readonly #parts: ChannelParts
  readonly #pieces: string[] = []
  readonly #changes: Change[] = []
  #length = 0

  constructor(parts: ChannelParts) {
    this.#parts = parts
  }

  push(delta: string): string {
    this.#length += delta.length
    if (this.#length > maxArguments) {
      throw new GateError('upstream-failed', `arguments of a tool call of more than ${maxArguments} characters`)
    }
    this.#pieces.push(delta)
    return ''
  }

  end(last: string): string {
    this.push(last)
    const text = this.#pieces.join('')
    const value = parsed(text)
    if (value !== undefined) return this.#replaced(text, value)
    // Not JSON, or not yet: what it says is still looked at as a text.
    const plain = new TextChannel(this.#parts)
    const out = plain.end(text)
    this.#changes.push(...plain.changes())
    return out
  }

  changes(): readonly Change[] {
    return this.#changes
  }

  #replaced(text: string, given: unknown): string {
    const { originals, plan, pseudonyms, rules, found } = this.#parts
    let value = originals === undefined ? given : restoreJson(given, originals)
    refuse(plan?.withhold ?? new Set(), plan === undefined ? [] : inspectJson(value, rules), found)
    for (const remedy of remedies) {
      const kinds = kindsOf(plan, remedy)
      if (kinds.length === 0) continue
      const done =
        remedy === 'redact'
          ? redactJson(value, kinds, rules)
          : remedy === 'mask'
            ? maskJson(value, kinds, rules)
            : pseudonymiseJson(value, kinds, needed(pseudonyms), rules)
      value = done.value
      this.#changes.push(...changesOf(remedy, done.removed))
    }
    return value === given ? text : JSON.stringify(value)
  }
}

const remedies = ['redact', 'mask', 'pseudonymise'] as const

function kindsOf(plan: Plan | undefined, wanted: (typeof remedies)[number]): readonly FindingKind[] {
  const kinds: FindingKind[] = []
  plan?.replace.forEach((remedy, kind) => {
    if (remedy === wanted) kinds.push(kind)
  })
  return kinds
}

function streamOf(
  remedy: (typeof remedies)[number],
  kinds: readonly FindingKind[],
  pseudonyms: Pseudonyms | undefined,
  rules: Rules | undefined,
): TextStream {
  if (remedy === 'redact') return redactingStream(kinds, rules)
  return remedy === 'mask' ? maskingStream(kinds, rules) : pseudonymisingStream(kinds, needed(pseudonyms), rules)
}

function needed(pseudonyms: Pseudonyms | undefined): Pseudonyms {
  if (pseudonyms === undefined) throw new TypeError('a plan with pseudonyms needs a table of them')
  return pseudonyms
}

/** Notes what was found, and throws for what may not go. */
function refuse(
  withhold: ReadonlySet<FindingKind>,
  findings: readonly { readonly kind: FindingKind }[],
  found: Set<FindingKind>,
): void {
  if (findings.length === 0) return
  for (const { kind } of findings) found.add(kind)
  const kept = findings.find(({ kind }) => withhold.has(kind))
  if (kept !== undefined) throw new GateError('withheld', `a rule keeps an answer with this in it back: ${kept.kind}`)
}

function changesOf(remedy: Change['remedy'], removed: readonly Removed[]): readonly Change[] {
  return removed.map(({ kind, count }) => ({ remedy, kind, count }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
