// SPDX-License-Identifier: EUPL-1.2
import type { JsonObject } from '../../journal/index.ts'
import type { Result } from '../call.ts'
import { GateError } from '../error.ts'
import type { Admitted } from '../path.ts'
import { upstreamError } from '../upstream/index.ts'
import { EventReader, type ServerSentEvent } from './events.ts'
import type { Passage } from './passage.ts'

export interface Relayed {
  readonly stream: ReadableStream<Uint8Array>
  /** Settles when the far side is done, or never will be. */
  readonly ended: Promise<Result>
}

/**
 * Events go on as they come and are read on the way; each can be the last that a stop lets through. A stop
 * silences the stream first; `signal` aborts after that, and when the caller leaves. `resultOf` makes the result of the
 * whole answer.
 */
export function relay(
  body: AsyncIterable<Uint8Array>,
  passage: Passage,
  { signal, onSilence, exit }: Pick<Admitted, 'signal' | 'onSilence' | 'exit'>,
  resultOf: (answer: JsonObject) => Result,
): Relayed {
  const ended = Promise.withResolvers<Result>()
  let isSilent = false
  const source = body[Symbol.asyncIterator]()
  const events = new EventReader()
  const release = (): void => void source.return?.(undefined).catch(() => undefined)
  const finish = (controller: ReadableStreamDefaultController<Uint8Array>, message?: Uint8Array): void => {
    // The consumer may have gone; then there is nobody to tell.
    attempt(() => message !== undefined && controller.enqueue(message))
    attempt(() => controller.close())
  }
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      onSilence((reason) => {
        isSilent = true
        const last = passage.failure(reason.code, reason.message)
        if (exit?.end(last) !== true) finish(controller, last)
      })
      const cut = (): void => {
        ended.reject(signal.reason)
        const { code, message } = upstreamError(signal.reason, 'the model')
        if (!isSilent) finish(controller, passage.failure(code, message))
        release()
      }
      if (signal.aborted) cut()
      else signal.addEventListener('abort', cut, { once: true })
    },
    async pull(controller) {
      try {
        // An event may come in many pieces, and a guard may hold one back whole: a pull ends with something to read.
        for (let isFed = false; !isFed; ) {
          const next = await source.next()
          if (isSilent || signal.aborted) return
          const done = next.done === true
          isFed = feed(controller, passage, done ? events.end() : events.push(next.value))
          if (!done) continue
          if (!passage.isDone) throw new GateError('upstream-timeout', 'the model broke off before it was done')
          ended.resolve(resultOf(passage.answer()))
          return finish(controller)
        }
      } catch (cause) {
        if (isSilent || signal.aborted) return
        // A rule keeps the rest back: what came of the call is known.
        if (cause instanceof GateError && cause.code === 'withheld') {
          ended.reject(cause)
          finish(controller, passage.failure(cause.code, cause.message))
          return release()
        }
        const { message } = upstreamError(cause, 'the model')
        // Something may have been done with what was said before: the outcome is unknown.
        ended.reject(new GateError('upstream-timeout', message, {}, { cause }))
        finish(controller, passage.failure('upstream-failed', message))
        release()
      }
    },
    cancel() {
      // The connection ended because of the stop, which ends the rest itself.
      if (isSilent) return
      ended.reject(new GateError('abandoned', 'the caller left'))
      release()
    },
  })
  return { stream, ended: ended.promise }
}

/** What came together goes on together: each write is a turn, a chunk and a call of the system. Whether anything did. */
function feed(
  controller: ReadableStreamDefaultController<Uint8Array>,
  passage: Passage,
  events: readonly ServerSentEvent[],
): boolean {
  const passed: Uint8Array[] = []
  try {
    for (const event of events) passed.push(...passage.push(event))
  } finally {
    // Also what was let go before an event that ends the stream.
    const [only] = passed
    if (only !== undefined) controller.enqueue(passed.length === 1 ? only : Buffer.concat(passed))
  }
  return passed.length > 0
}

function attempt(action: () => void): void {
  try {
    action()
  } catch {}
}
