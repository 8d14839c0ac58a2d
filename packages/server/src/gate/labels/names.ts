// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../../journal/index.ts'

const maxKept = 20_000

/** Labels as people read them and as they stand in a leaf: one with a value names somebody, so a pseudonym stands for it (P7). */
export class LabelNames {
  readonly #journal: Journal
  readonly #sealed = new Map<string, string>()
  readonly #opened = new Map<string, string>()

  constructor(journal: Journal) {
    this.#journal = journal
    // Who was erased is forgotten here too, and gets another pseudonym when they come back.
    journal.onEntry(({ entry }) => {
      if (entry.kind === 'subject.erased') this.#forget()
    })
  }

  async seal(labels: readonly string[]): Promise<readonly string[]> {
    return await Promise.all(labels.map((label) => this.#seal(label)))
  }

  async open(labels: readonly string[]): Promise<readonly string[]> {
    return await Promise.all(labels.map((label) => this.#open(label)))
  }

  async #seal(label: string): Promise<string> {
    if (!label.includes(':')) return label
    const known = this.#sealed.get(label)
    if (known !== undefined) return known
    return this.#keep(label, `${nameOf(label)}:${await this.#journal.pseudonymOf(label)}`)
  }

  async #open(sealed: string): Promise<string> {
    if (!sealed.includes(':')) return sealed
    const known = this.#opened.get(sealed)
    if (known !== undefined) return known
    const label = await this.#journal.subjectOf(sealed.slice(nameOf(sealed).length + 1))
    // Of somebody who was erased only the pseudonym is left, and it stays what it is.
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

/** `customer` of `customer:10023`. */
export function nameOf(label: string): string {
  const [name = ''] = label.split(':', 1)
  return name
}
