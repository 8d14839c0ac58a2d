// SPDX-License-Identifier: EUPL-1.2
import { Agent, get, type IncomingMessage } from 'node:http'
import { get as getOverTls, Agent as TlsAgent } from 'node:https'

/** One stream of a drill, as its caller sees it; times are by this process's own monotonic clock. */
interface DrillStream {
  lastByteMs: number
  /** Whether its last words said that a stop ended it. */
  isCut: boolean
}

export interface DrillStreams {
  readonly streams: readonly DrillStream[]
  /** Resolves when every stream has ended. */
  readonly ended: Promise<void>
  close(): void
}

const atOnce = 50

/** Opens streams, and resolves when all are under way. Rejects when one can't be opened. */
export async function openDrillStreams(
  url: string,
  ticket: string,
  count: number,
  tell: (open: number) => void,
): Promise<DrillStreams> {
  const isTls = url.startsWith('https:')
  const agent = isTls ? new TlsAgent() : new Agent()
  const streams: DrillStream[] = []
  const ends: Promise<void>[] = []
  try {
    while (streams.length < count) {
      const some = Math.min(atOnce, count - streams.length)
      const opened = await Promise.all(Array.from({ length: some }, () => open(url, ticket, agent, isTls)))
      for (const { stream, ended } of opened) {
        streams.push(stream)
        ends.push(ended)
      }
      tell(streams.length)
    }
  } catch (error) {
    agent.destroy()
    throw error
  }
  return { streams, ended: Promise.all(ends).then(() => undefined), close: () => agent.destroy() }
}

async function open(url: string, ticket: string, agent: Agent, isTls: boolean) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = (isTls ? getOverTls : get)(url, { agent, headers: { authorization: `Bearer ${ticket}` } }, resolve)
  request.once('error', reject)
  const response = await promise
  if (response.statusCode !== 200) throw new Error(`the gate answered ${response.statusCode}`)
  const stream: DrillStream = { lastByteMs: 0, isCut: false }
  const first = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  response.on('data', (bytes: Buffer) => {
    stream.lastByteMs = performance.now()
    stream.isCut ||= bytes.includes('"stopped"')
    first.resolve()
  })
  response.once('error', () => end.resolve())
  response.once('close', () => {
    first.reject(new Error('a stream ended before its first byte'))
    end.resolve()
  })
  await first.promise
  return { stream, ended: end.promise }
}
