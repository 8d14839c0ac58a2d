// SPDX-License-Identifier: EUPL-1.2
import { AsyncLocalStorage } from 'node:async_hooks'
import { Agent, type Dispatcher, fetch, type RequestInit, type Response } from 'undici'
import type { Cut } from '../cut.ts'

type Call = Pick<Cut, 'ending'>

/** The call for which requests are sent: the SDK in between does not say. */
const sending = new AsyncLocalStorage<Call>()

/** Keeps connections as the global `fetch` does. */
const connections = new Agent()

/** It was not sent, because its call ended before there was a connection. */
export class Unsent extends Error {
  override readonly name = 'Unsent'
}

/** All requests that `send` makes to a tool server belong to this call. */
export function sendFor<T>(call: Call, send: () => Promise<T>): Promise<T> {
  return sending.run(call, send)
}

/** Throws `Unsent` if the request that is about to be written belongs to a call of which no step may begin any more. */
export function requireMaySend(): void {
  const ending = sending.getStore()?.ending
  if (ending !== undefined) throw new Unsent('not sent', { cause: ending })
}

/**
 * Like the global `fetch`, but a call of which no step may begin any more is not sent when its connection finally is
 * there. Its signal would wait behind those of thousands (P4).
 */
export function fetchFor(url: string | URL, init: RequestInit): Promise<Response> {
  const call = sending.getStore()
  const dispatcher = call === undefined ? connections : connections.compose(unlessEnding(call))
  return fetch(url, { ...init, dispatcher })
}

function unlessEnding(call: Call): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      // Right before it is written.
      onRequestStart(controller, context) {
        handler.onRequestStart?.(controller, context)
        if (call.ending !== undefined) controller.abort(new Unsent('not sent', { cause: call.ending }))
      },
      onRequestUpgrade: (...told) => handler.onRequestUpgrade?.(...told),
      onResponseStart: (...told) => handler.onResponseStart?.(...told),
      onResponseData: (...told) => handler.onResponseData?.(...told),
      onResponseEnd: (...told) => handler.onResponseEnd?.(...told),
      onResponseError: (...told) => handler.onResponseError?.(...told),
    })
}
