// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { atOnce } from '../../boundary/index.ts'
import { chat } from './chat.ts'
import { messages } from './messages.ts'
import { responses } from './responses.ts'
import { chatAnswer, messagesAnswer, responsesAnswer } from './test/answers.ts'
import { holdingGuard } from './test/guards.ts'
import { guardedInPieces } from './whole-answer.ts'

describe('a whole answer that is guarded piece by piece', () => {
  for (const [api, answers] of [
    [chat, chatAnswer],
    [responses, responsesAnswer],
    [messages, messagesAnswer],
  ] as const) {
    it(`is what it is at once: ${api.name}`, () => {
      fc.assert(
        fc.property(answers, (answer) => {
          const guard = holdingGuard()
          const patient = {
            ...guard,
            *whole(channel: string, text: string) {
              yield text.length
              return guard.flush(channel, text)
            },
          }
          assert.deepEqual(atOnce(guardedInPieces(api, answer, patient)), api.guard(answer, holdingGuard()))
        }),
      )
    })
  }
})
