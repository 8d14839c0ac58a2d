// SPDX-License-Identifier: EUPL-1.2
// Every text a person reads exists twice, so that no language is an afterthought.

export interface Text {
  readonly nl: string
  readonly en: string
}

export type Language = keyof Text

export function text(nl: string, en: string): Text {
  return { nl, en }
}

/** A title as a sentence of its own. */
export function sentence({ nl, en }: Text): Text {
  return text(inFull(nl), inFull(en))
}

function inFull(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}.`
}
