// SPDX-License-Identifier: EUPL-1.2
import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  MissingRequiredClientCapabilityError,
  ProtocolError,
  type Result,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { integer, isObject, type JsonObject, type Row, text } from '../../journal/index.ts'
import type { Ask, Caller } from '../call.ts'
import { earlierResult } from '../entries/repeat.ts'
import { GateError, stoppedBy } from '../error.ts'
import type { GateParts } from '../parts.ts'
import type { Exit, Line } from '../requests/exit.ts'
import { forward, lineUntil } from './forward.ts'
import { isHeld } from './held.ts'
import { invalidParams, refusedError, refusedResult, toolResult } from './replies.ts'

/**
 * Held tool calls as tasks (SEP-2663), for clients that declare the extension: the task is the case. It progresses when
 * its client asks for it. An approved call is then carried out, once, and its result is the task's result. So nothing
 * is kept beside the log, and nothing is done for a client that is gone.
 */
export const tasksExtension = 'io.modelcontextprotocol/tasks'

const pollIntervalMs = 5000
const maxEdits = 20

const envelope = z.looseObject({
  [CLIENT_CAPABILITIES_META_KEY]: z.looseObject({ extensions: z.looseObject({ [tasksExtension]: z.looseObject({}) }) }),
})
const taskParams = z.looseObject({ taskId: z.string().min(1).max(100) })

export function wantsTasks({ mcpReq }: ServerContext): boolean {
  return envelope.safeParse(mcpReq.envelope).success
}

/** The task for a held call; undefined for any other refusal. */
export async function taskFor(parts: GateParts, error: unknown): Promise<CallToolResult | undefined> {
  const id = isHeld(error) ? error.detail.case : undefined
  const row = id === undefined ? undefined : await caseRow(parts, id)
  if (row === undefined) return undefined
  // The SDK passes a result of another type on unchanged; it has no type for this one.
  return { resultType: 'task', ...toldOf(row), status: 'input_required' } as unknown as CallToolResult
}

export function serveTasks(server: Server, parts: GateParts, caller: Caller, exit: Exit | undefined): void {
  const own = async ({ taskId }: z.output<typeof taskParams>, context: ServerContext): Promise<Row> => {
    if (!wantsTasks(context)) {
      throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { extensions: { [tasksExtension]: {} } } })
    }
    const stop = parts.stops.covering(caller)
    if (stop !== undefined) throw refusedError(stoppedBy(stop))
    const row = await caseRow(parts, taskId)
    // A task of another run is not found: nobody is told that it exists.
    if (row?.run !== caller.run) throw new ProtocolError(invalidParams, 'no task by that id')
    return row
  }
  server.setRequestHandler('tasks/get', { params: taskParams }, async (params, context) => {
    const row = await own(params, context)
    try {
      return { ...toldOf(row), ...(await standingOf(parts, caller, row, lineUntil(context.mcpReq.signal, exit))) }
    } catch (error) {
      throw error instanceof ProtocolError ? error : refusedError(error)
    }
  })
  // People decide in the case itself: what a client says about it is acknowledged, and changes nothing (P9).
  const acknowledge = async (params: z.output<typeof taskParams>, context: ServerContext): Promise<Result> => {
    await own(params, context)
    return {}
  }
  server.setRequestHandler('tasks/update', { params: taskParams }, acknowledge)
  server.setRequestHandler('tasks/cancel', { params: taskParams }, acknowledge)
}

async function standingOf(parts: GateParts, caller: Caller, row: Row, line: Line): Promise<JsonObject> {
  const waiting = await waitingCase(parts, row)
  if (waiting !== undefined) return asking(parts, waiting)
  const ask = await askIn(parts, caller, row)
  try {
    // Asking after an approval that another call used must not open a new case.
    if (row.state === 'used' && (await earlierResult(parts, ask)) === undefined) {
      throw new GateError('denied', 'what let this call pass was used by another call')
    }
    const { value, numbered } = await forward(parts, ask, line)
    return { status: 'completed', result: asJson(toolResult(value, numbered)) }
  } catch (error) {
    if (isHeld(error)) return asking(parts, error.detail.case ?? text(row, 'id'))
    if (error instanceof GateError && error.code === 'in-progress') return { status: 'working' }
    return { status: 'completed', result: asJson(refusedResult(error)) }
  }
}

/** The case that people still have to decide: this one, or what somebody edited it into. */
async function waitingCase(parts: GateParts, row: Row): Promise<string | undefined> {
  let current: Row | undefined = row
  for (let edits = 0; current?.state === 'edited' && edits < maxEdits; edits++) {
    current = current.successor === null ? undefined : await caseRow(parts, text(current, 'successor'))
  }
  const isOpen = current?.state === 'open' && integer(current, 'expires_at') > parts.now()
  return current !== undefined && isOpen ? text(current, 'id') : undefined
}

function asking({ caseLink }: GateParts, id: string): JsonObject {
  const url = caseLink(id)
  const decision = inputRequired.elicitUrl({ message: `a person has to decide first: ${url}`, url })
  return { status: 'input_required', inputRequests: asJson({ decision }) }
}

/** The call as it was held, under a key of its own: however often it is asked for, it is carried out once (P2). */
async function askIn({ journal, loaded }: GateParts, caller: Caller, row: Row): Promise<Ask> {
  const held = (await journal.disclose(integer(row, 'entry'), 'call'))?.value
  const body = isObject(held) ? held.arguments : undefined
  if (!isObject(body)) throw new GateError('not-found', 'the content of this call was erased')
  const name = text(row, 'resource')
  const kind = loaded().organisation.tools.get(name)?.kind ?? 'tool'
  return { caller, action: 'callTool', kind, name, body, requestKey: `task:${text(row, 'id')}` }
}

async function caseRow({ journal }: GateParts, id: string): Promise<Row | undefined> {
  const [row] = await journal.query(
    'SELECT id, run, resource, state, opened_at, expires_at, decided_at, successor, entry FROM cases WHERE id = $1',
    id,
  )
  return row
}

function toldOf(row: Row): JsonObject {
  const openedAt = integer(row, 'opened_at')
  const iso = (at: number): string => new Date(at).toISOString()
  const changedAt = typeof row.decided_at === 'number' ? row.decided_at : openedAt
  return {
    taskId: text(row, 'id'),
    createdAt: iso(openedAt),
    lastUpdatedAt: iso(changedAt),
    ttlMs: null,
    pollIntervalMs,
  }
}

function asJson(value: unknown): JsonObject {
  // A tool's result or a request of the gate: both are JSON objects.
  return JSON.parse(JSON.stringify(value))
}
