// SPDX-License-Identifier: EUPL-1.2
import { ApiProblem, type Problem } from './api-call.ts'
import type { Words } from './language/nl.ts'
import { refusing } from './rules.ts'

export interface Told extends Pick<Problem, 'rules' | 'fields' | 'problems'> {
  readonly text: string
  /** Whether what is on the page may be stale, so that it must be fetched anew. */
  readonly isStale: boolean
}

/** Says a refusal in plain language. An error that isn't the API's is a defect here; it is told as one. */
export function tellProblem(error: unknown, words: Words): Told {
  if (!(error instanceof ApiProblem))
    return { text: words.shell.broken, rules: [], fields: [], problems: [], isStale: false }
  const { status, problem } = error
  const { code, rules, fields, problems } = problem
  return {
    text: textOf(error, words),
    rules: code === 'denied' ? refusing(rules) : [],
    fields,
    problems,
    // An edit into a call that waits elsewhere is the one conflict that its writer can mend.
    isStale: status === 404 || (status === 409 && code !== 'case-open-already'),
  }
}

/** Our own words where we know what stands on the page; else those of the API. */
function textOf({ status, problem: { code, detail } }: ApiProblem, { problems }: Words): string {
  switch (code) {
    case 'unreachable':
      return problems.unreachable
    case 'unauthenticated':
      return problems.signedOut
    case 'digest-mismatch':
    case 'case-not-open':
      return problems.changed
    case 'case-expired':
      return problems.expired
    case 'denied':
      return problems.denied
    default:
      return detail === '' ? problems.other(status) : detail
  }
}
