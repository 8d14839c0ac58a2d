// SPDX-License-Identifier: EUPL-1.2
import { concatBytes } from './bytes.ts'
import { LogError } from './error.ts'
import type { LogSource } from './log-source.ts'

const retryAfterMs = [250, 1000]

/** Reads a body up to a bound, whatever length its headers claim: the bytes count after decompression. */
async function readBounded(response: Response, maxLength: number, address: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (;;) {
    const read = await reader?.read()
    if (read === undefined || read.done) break
    length += read.value.length
    if (length > maxLength) {
      await reader?.cancel()
      throw new LogError('too-large', `${address} is longer than ${maxLength} bytes`)
    }
    chunks.push(read.value)
  }
  return concatBytes(chunks)
}

/** A browser doesn't say where a redirect leads, nor with which status. */
const isRedirect = ({ type, status }: Response): boolean => type === 'opaqueredirect' || (status >= 300 && status < 400)

/** What the system says, such as ECONNREFUSED or CERT_HAS_EXPIRED; fetch hides it in the cause of its error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return reasonOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

async function fetchOnce(address: string, maxLength: number, timeoutMs: number): Promise<Uint8Array> {
  try {
    const response = await fetch(address, {
      signal: AbortSignal.timeout(timeoutMs),
      credentials: 'omit',
      cache: 'no-store',
      // A server could send the reader's computer to any address, also one that only this computer can reach.
      redirect: 'manual',
    })
    if (response.ok) return await readBounded(response, maxLength, address)
    await response.body?.cancel()
    if (isRedirect(response)) {
      const where = response.headers.get('location')?.slice(0, 500) ?? 'elsewhere'
      const message = `${address} leads to ${where}: give the address that it leads to, if you trust that`
      throw new LogError('unreachable', message)
    }
    if (response.status === 404 || response.status === 410) throw new LogError('not-found', `${address} does not exist`)
    throw new LogError('unreachable', `${address} answered ${response.status}`)
  } catch (cause) {
    if (cause instanceof LogError) throw cause
    throw new LogError('unreachable', `${address} could not be read (${reasonOf(cause)})`, { cause })
  }
}

/**
 * Reads a log over HTTP below `prefix` (tlog-tiles "APIs"). Each answer is bounded in bytes and in time; one that
 * fails is asked for three times.
 */
export function httpSource(prefix: string | URL, { timeoutMs = 30_000 } = {}): LogSource {
  const base = String(prefix).replace(/\/$/, '')
  return {
    async read(path, maxLength) {
      const address = `${base}/${path}`
      for (const waitMs of retryAfterMs) {
        try {
          return await fetchOnce(address, maxLength, timeoutMs)
        } catch (error) {
          if (!(error instanceof LogError) || error.code !== 'unreachable') throw error
          await new Promise((resolve) => setTimeout(resolve, waitMs))
        }
      }
      return fetchOnce(address, maxLength, timeoutMs)
    },
  }
}
