// SPDX-License-Identifier: EUPL-1.2
// Every text that a person reads exists in both languages, so that neither is an afterthought.

export interface Text {
  readonly nl: string
  readonly en: string
}

export type Language = keyof Text

export function text(nl: string, en: string): Text {
  return { nl, en }
}

/** Makes a title into a sentence. */
export function sentence({ nl, en }: Text): Text {
  return text(inFull(nl), inFull(en))
}

function inFull(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}.`
}
