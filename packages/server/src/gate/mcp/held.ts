// SPDX-License-Identifier: EUPL-1.2
import {
  CLIENT_CAPABILITIES_META_KEY,
  type InputRequiredResult,
  inputRequired,
  ProtocolError,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Appended, Journal } from '../../journal/index.ts'
import type { Ask } from '../call.ts'
import { GateError } from '../error.ts'
import type { GateParts } from '../parts.ts'
import { invalidParams } from './replies.ts'
import { openState, sealState } from './request-state.ts'

const envelope = z.looseObject({
  [CLIENT_CAPABILITIES_META_KEY]: z.looseObject({ elicitation: z.looseObject({ url: z.looseObject({}) }) }),
})
const response = z.looseObject({ action: z.enum(['accept', 'decline', 'cancel']) })

/** How long a client that came back waits for the decision: well within what clients wait for an answer. */
const maxWaitMs = 20_000

/**
 * Whether the client can show its person a link (2026-07-28, elicitation in URL mode), and that person has not declined
 * before.
 */
export function canShowLinks({ mcpReq }: ServerContext): boolean {
  const hasDeclined = mcpReq.inputResponses !== undefined && !hasAccepted(mcpReq)
  return envelope.safeParse(mcpReq.envelope).success && !hasDeclined
}

function hasAccepted({ inputResponses }: ServerContext['mcpReq']): boolean {
  return response.safeParse(inputResponses?.decision).data?.action === 'accept'
}

/** Asks the client's person to look at the case; the client then asks the same again, with the state. */
export function askForDecision(parts: GateParts, ask: Ask, held: GateError): InputRequiredResult {
  const { case: id, call, link } = held.detail
  if (id === undefined || call === undefined || link === undefined) throw held
  return inputRequired({
    inputRequests: { decision: inputRequired.elicitUrl({ message: held.message, url: link }) },
    requestState: sealState(parts.journal, ask, { case: id, call }, parts.now()),
  })
}

/**
 * Passes the call. If its client came back with the state of a held call, waits a while for the people who decide.
 * Throws what `pass` throws, and a JSON-RPC error for a state that the gate did not give.
 */
export async function passWaiting<T>(
  parts: GateParts,
  ask: Ask,
  { mcpReq }: ServerContext,
  left: AbortSignal,
  pass: () => Promise<T>,
): Promise<T> {
  const given = mcpReq.requestState<unknown>()
  if (given === undefined) return await pass()
  const state = typeof given === 'string' ? await openState(parts.journal, ask, given, parts.now()) : undefined
  if (state === undefined) {
    throw new ProtocolError(invalidParams, 'Invalid or expired requestState', { reason: 'invalid_request_state' })
  }
  const decided = new CaseWatch(parts.journal, state.case)
  try {
    return await pass().catch(async (error: unknown) => {
      // A person who declined to look isn't kept waiting, and is told of the case again.
      if (!isHeld(error) || !hasAccepted(mcpReq)) throw error
      if (!(await decided.within(maxWaitMs, left))) throw error
      return await pass()
    })
  } finally {
    decided.close()
  }
}

export function isHeld(error: unknown): error is GateError {
  return error instanceof GateError && error.code === 'held'
}

/** Hears when something happens to a case, also at another process that shares the log. */
class CaseWatch {
  readonly #heard = Promise.withResolvers<void>()
  readonly #stopListening: () => void

  constructor(journal: Journal, id: string) {
    this.#stopListening = journal.onEntry(({ entry: { kind, data } }: Appended) => {
      const isOfCase = kind.startsWith('case.') && kind !== 'case.notified' && data.case === id
      if (isOfCase || (kind === 'call.held' && data.edits === id) || kind === 'stop.ordered') this.#heard.resolve()
    })
  }

  async within(waitMs: number, left: AbortSignal): Promise<boolean> {
    if (left.aborted) return false
    const isOver = Promise.withResolvers<void>()
    const timer = setTimeout(isOver.resolve, waitMs)
    left.addEventListener('abort', () => isOver.resolve(), { once: true })
    const isDecided = await Promise.race([this.#heard.promise.then(() => true), isOver.promise.then(() => false)])
    clearTimeout(timer)
    return isDecided && !left.aborted
  }

  close(): void {
    this.#stopListening()
  }
}
