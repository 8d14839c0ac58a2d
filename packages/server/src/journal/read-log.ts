// SPDX-License-Identifier: EUPL-1.2
import { LogError, type LogSource, parseTilePath } from '@sluis/log'
import { openReader, type Place } from './engine/open.ts'
import { LogReader } from './log-reader.ts'

/** Reads a log as it was at one moment, also while a server appends to it. Throws `damaged` if there is none. */
export async function readLog<T>(place: Place, work: (log: LogReader) => Promise<T>): Promise<T> {
  const reader = await openReader(place)
  try {
    return await reader.snapshot((all) => work(new LogReader({ all })))
  } finally {
    await reader.close()
  }
}

/** A log in its store, in the form that the verifier reads: by the paths of tlog-tiles. */
export function sourceOf(log: LogReader): LogSource {
  return {
    read: async (path) => {
      if (path === 'checkpoint') return Buffer.from((await log.checkpoint()).note)
      const bytes = await log.tile(parseTilePath(path))
      if (bytes === undefined) throw new LogError('not-found', `the store does not hold ${path}`)
      return bytes
    },
  }
}
