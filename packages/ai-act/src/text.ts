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
