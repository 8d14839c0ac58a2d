// SPDX-License-Identifier: EUPL-1.2
import { type Briefs, isObject } from '../journal/index.ts'
import { readHeldCall } from './held-call.ts'
import { inOneLine, summarise } from './summary.ts'

/** What people see of a call in a list: of a held one, of the request of any other, and what its agent was told of one that failed. */
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
