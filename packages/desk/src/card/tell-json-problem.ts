// SPDX-License-Identifier: EUPL-1.2
import type { Words } from '../language/nl.ts'
import { visibleLine } from '../visible.ts'
import type { JsonProblem } from './read-json.ts'

export function tellJsonProblem(problem: JsonProblem, { edit }: Words): string {
  switch (problem.kind) {
    case 'json':
      return edit.badJson(problem.message)
    case 'no-number':
      return edit.noNumber(visibleLine(problem.text))
    case 'other-number':
      return edit.otherNumber(problem.text, problem.as)
  }
}
