// SPDX-License-Identifier: EUPL-1.2
import type { IncomingHttpHeaders } from 'node:http'
import type { Agent } from '../../organisation/index.ts'
import type { Caller } from '../call.ts'
import { GateError } from '../error.ts'
import type { GateParts } from '../parts.ts'
import { headerOf } from './request.ts'

/** 1. The agent behind the key, with its system and its run. Throws `unauthenticated`. */
export function authenticate(parts: GateParts, headers: IncomingHttpHeaders): Caller | Promise<Caller> {
  const catchingUp = parts.catchingUp()
  if (catchingUp !== undefined) return catchingUp.then(() => authenticate(parts, headers))
  const key = keyOf(headers)
  const reading = parts.identity.know(key)
  return reading === undefined ? callerBehind(parts, key) : reading.then(() => callerBehind(parts, key))
}

function callerBehind({ identity, loaded }: GateParts, given: string): Caller {
  const principal = identity.authenticateAgent(given)
  const agent = principal === undefined ? undefined : loaded().organisation.agents.get(principal.agent)
  if (principal === undefined || agent === undefined) {
    throw new GateError('unauthenticated', 'give a valid agent key as a Bearer token')
  }
  const { key } = principal
  const shown = key === undefined ? {} : { key }
  if (principal.run !== undefined) return { agent: agent.id, system: agent.system, run: principal.run, ...shown }
  const last = withoutRun.get(agent)
  if (last !== undefined && last.key === key) return last
  const caller = { agent: agent.id, system: agent.system, run: last?.run ?? runOf(agent.id), ...shown }
  withoutRun.set(agent, caller)
  return caller
}

/**
 * Callers of agents that start no run: the same object at every call, so that one text names its run wherever that is
 * looked up.
 */
const withoutRun = new WeakMap<Agent, Caller>()

/** As OpenAI's clients send it, and as Anthropic's do. */
function keyOf(headers: IncomingHttpHeaders): string {
  return bearerOf(headers) ?? headerOf(headers, 'x-api-key') ?? ''
}

export function bearerOf({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  return authorization.startsWith('Bearer ') ? authorization.slice(7) : undefined
}

/** The one run of an agent that starts none. */
export function runOf(agent: string): string {
  return `run-of-${agent}`
}
