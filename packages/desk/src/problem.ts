// SPDX-License-Identifier: EUPL-1.2
import { ApiProblem, type Rule } from './api.ts'
import type { Words } from './language/nl.ts'

export interface Told {
  readonly text: string
  /** What the API added in its own words; English, for who wants to know more. */
  readonly detail: string
  readonly rules: readonly (string | Rule)[]
  /** Whether what is on the page may be stale, so that it must be fetched anew. */
  readonly isStale: boolean
}

/** Says a refusal in plain language. An error that isn't the API's is a defect here; it is told as one. */
export function tellProblem(error: unknown, words: Words): Told {
  if (!(error instanceof ApiProblem)) return { text: words.shell.broken, detail: '', rules: [], isStale: false }
  const text = textOf(error, words)
  const isOwnWords = text === words.problems.invalid || text === words.problems.other(error.status)
  return {
    text,
    detail: isOwnWords ? error.detail : '',
    rules: error.code === 'denied' ? error.rules : [],
    isStale: error.status === 404 || error.status === 409 || error.status === 410 || error.code.includes('expired'),
  }
}

function textOf({ status, code }: ApiProblem, { problems }: Words): string {
  if (code === 'denied') return problems.denied
  if (code.includes('expired')) return problems.expired
  switch (status) {
    case 0:
      return problems.unreachable
    case 401:
      return problems.signedOut
    case 403:
      return problems.forbidden
    case 404:
      return problems.missing
    case 409:
      return problems.changed
    case 410:
      return problems.expired
    case 400:
    case 413:
    case 422:
      return problems.invalid
    case 429:
      return problems.tooMuch
    case 503:
      return problems.unrecorded
    default:
      return problems.other(status)
  }
}
