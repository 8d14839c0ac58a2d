// SPDX-License-Identifier: EUPL-1.2
import { GateError } from '../../error.ts'
import type { Delta, Finish, Said, Start, Tokens } from './prompt.ts'

/** One step of an answer whose parts come one after the other, each complete before the next. */
export type BlockStep =
  | Start
  | { readonly kind: 'open'; readonly block: Opened; readonly index: number }
  | { readonly kind: 'grow'; readonly block: Opened; readonly index: number; readonly text: string }
  | { readonly kind: 'close'; readonly said: Said; readonly index: number }
  | { readonly kind: 'end'; readonly finish: Finish; readonly tokens?: Tokens; readonly said: readonly Said[] }

export type Opened =
  | { readonly kind: 'text' | 'refusal' | 'reasoning' }
  | { readonly kind: 'call'; readonly call: number; readonly id: string; readonly name: string }

/** Puts the parts of an answer one after the other. */
export class Blocks {
  readonly #said: Said[] = []
  /** Calls that were announced and have no arguments yet: some endpoints announce all calls first. */
  readonly #told = new Map<number, Opened>()
  #open: Opened | undefined
  #texts: string[] = []
  #signature: string | undefined
  #isOver = false

  /** What comes after the end is dropped. */
  push(delta: Delta): readonly BlockStep[] {
    if (this.#isOver) return []
    switch (delta.kind) {
      case 'start':
        return [delta]
      case 'text':
      case 'refusal':
      case 'reasoning':
        return this.#grow(this.#open?.kind === delta.kind ? undefined : { kind: delta.kind }, delta.text)
      case 'signature': {
        const begun = this.#open?.kind === 'reasoning' ? [] : this.#begin({ kind: 'reasoning' })
        this.#signature = delta.text
        return begun
      }
      case 'call': {
        const { kind, call, id, name } = delta
        this.#told.set(call, { kind, call, id, name })
        return this.#close()
      }
      case 'arguments': {
        if (this.#open?.kind === 'call' && this.#open.call === delta.call) return this.#grow(undefined, delta.text)
        const told = this.#told.get(delta.call)
        // More of a call that has ended could only be told as another call.
        if (told === undefined) throw new GateError('upstream-failed', 'the model told its calls through each other')
        this.#told.delete(delta.call)
        return this.#grow(told, delta.text)
      }
      case 'part-end':
        return this.#close()
      case 'end': {
        const rest = [...this.#told.values()].flatMap((told) => this.#begin(told))
        const closed = this.#close()
        this.#isOver = true
        return [...rest, ...closed, { ...delta, finish: finishOf(this.#said, delta.finish), said: this.#said }]
      }
    }
  }

  #begin(block: Opened): readonly BlockStep[] {
    const closed = this.#close()
    this.#open = block
    return [...closed, { kind: 'open', block, index: this.#said.length }]
  }

  #grow(opened: Opened | undefined, text: string): readonly BlockStep[] {
    if (text === '') return opened?.kind === 'call' ? this.#begin(opened) : []
    const begun = opened === undefined ? [] : this.#begin(opened)
    this.#texts.push(text)
    return this.#open === undefined
      ? begun
      : [...begun, { kind: 'grow', block: this.#open, index: this.#said.length, text }]
  }

  #close(): readonly BlockStep[] {
    const block = this.#open
    if (block === undefined) return []
    const said = this.#made(block)
    const index = this.#said.push(said) - 1
    this.#open = undefined
    this.#texts = []
    this.#signature = undefined
    return [{ kind: 'close', said, index }]
  }

  #made(block: Opened): Said {
    const text = this.#texts.join('')
    if (block.kind === 'call') return { kind: 'call', id: block.id, name: block.name, arguments: text }
    if (block.kind !== 'reasoning' || this.#signature === undefined) return { kind: block.kind, text }
    return { kind: 'reasoning', text, signature: this.#signature }
  }
}

/**
 * Clients carry out calls only if the answer ended because of them; OpenAI says `stop` when the request named the
 * function to call.
 */
export function finishOf(said: readonly Said[], finish: Finish): Finish {
  return finish === 'stop' && said.some(({ kind }) => kind === 'call') ? 'calls' : finish
}
