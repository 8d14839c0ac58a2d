// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../../journal/index.ts'
import type { Soon } from '../soon.ts'

const maxKept = 20_000

/**
 * Labels as people read them, and as they stand in a leaf. A label with a value names somebody, so a pseudonym stands
 * for it (P7).
 */
export class LabelNames {
  readonly #journal: Journal
  readonly #sealed = new Map<string, string>()
  readonly #opened = new Map<string, string>()

  constructor(journal: Journal) {
    this.#journal = journal
    // Somebody who was erased is forgotten here too, and gets another pseudonym if they come back.
    journal.onEntry(({ entry }) => {
      if (entry.kind === 'subject.erased') this.#forget()
    })
  }

  /** At once where nobody new is named. */
  seal(labels: readonly string[]): Soon<readonly string[]> {
    return together(labels.map((label) => (label.includes(':') ? this.#seal(label) : label)))
  }

  /** At once where nobody new is named. */
  open(labels: readonly string[]): Soon<readonly string[]> {
    return together(labels.map((label) => (label.includes(':') ? this.#open(label) : label)))
  }

  #seal(label: string): Soon<string> {
    return this.#sealed.get(label) ?? this.#name(label)
  }

  async #name(label: string): Promise<string> {
    return this.#keep(label, `${nameOf(label)}:${await this.#journal.pseudonymOf(label)}`)
  }

  #open(sealed: string): Soon<string> {
    return this.#opened.get(sealed) ?? this.#find(sealed)
  }

  async #find(sealed: string): Promise<string> {
    const label = await this.#journal.subjectOf(sealed.slice(nameOf(sealed).length + 1))
    // For somebody who was erased only the pseudonym is left, unchanged.
    this.#keep(label ?? sealed, sealed)
    return label ?? sealed
  }

  #keep(label: string, sealed: string): string {
    if (this.#sealed.size >= maxKept) this.#forget()
    this.#sealed.set(label, sealed)
    this.#opened.set(sealed, label)
    return sealed
  }

  #forget(): void {
    this.#sealed.clear()
    this.#opened.clear()
  }
}

function together(labels: readonly Soon<string>[]): Soon<readonly string[]> {
  return labels.every((label) => typeof label === 'string') ? labels : Promise.all(labels)
}

/** `customer` of `customer:10023`. */
export function nameOf(label: string): string {
  const [name = ''] = label.split(':', 1)
  return name
}
