// SPDX-License-Identifier: EUPL-1.2
import { printable } from '../src/words/tell.ts'
import { find } from './dom.ts'

/** A button that has the reader choose files, the line that names them, and a button that takes them away again. */
export class Given {
  #files: readonly File[] = []
  readonly #name: string
  readonly #onChange: () => void

  constructor(name: string, input: string, onChange: () => void) {
    this.#name = name
    this.#onChange = onChange
    chooseWith(`choose-${name}`, input, (files) => this.#set(files))
    find(`drop-${name}`, HTMLButtonElement).addEventListener('click', () => {
      this.#set([])
      find(`choose-${name}`, HTMLButtonElement).focus()
    })
  }

  get files(): readonly File[] {
    return this.#files
  }

  #set(files: readonly File[]): void {
    this.#files = files
    find(`drop-${this.#name}`, HTMLButtonElement).hidden = files.length === 0
    find(`${this.#name}-chosen`, HTMLElement).textContent = files.map(({ name }) => printable(name)).join(', ')
    this.#onChange()
  }
}

/** The input that a browser makes speaks the browser's language; this page speaks its own. */
export function chooseWith(button: string, input: string, onChosen: (files: readonly File[]) => void): void {
  const chooser = find(input, HTMLInputElement)
  find(button, HTMLButtonElement).addEventListener('click', () => chooser.click())
  chooser.addEventListener('change', () => {
    const files = [...(chooser.files ?? [])]
    // So that the same file, changed meanwhile, can be chosen again.
    chooser.value = ''
    if (files.length > 0) onChosen(files)
  })
}
