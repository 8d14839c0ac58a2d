// SPDX-License-Identifier: EUPL-1.2
import { type Briefs, isObject } from '../journal/index.ts'
import { readHeldCall } from './held-call.ts'
import { inOneLine, summarise } from './summary.ts'

/**
 * The line that lists show of a call: of one that was held, of any other request, and of what the agent was told when
 * one failed.
 */
export const briefs: Briefs = {
  call: (value) => {
    const call = readHeldCall(value)
    return call && summarise(call)
  },
  request: (value) => {
    const body = isObject(value) ? value.body : undefined
    return isObject(body) ? summarise({ arguments: body, attachments: [] }) : undefined
  },
  result: (value) => (typeof value === 'string' ? inOneLine(value) : undefined),
}
