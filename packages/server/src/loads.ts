// SPDX-License-Identifier: EUPL-1.2
// Which load of the organisation's files is in force according to the log, and which process that shares it follows
// which.
import { Conflict, type Entry, type Projection } from './journal/index.ts'

/** A load that put files in force: the index of its entry, and the digest of its files. */
export interface Load {
  readonly entry: number
  readonly digest: string
}

const inForce = { table: 'files_in_force', key: [1] }

/**
 * Where processes can share a log, an entry says what it is based on: `after` the load that it replaces, or the one that
 * it `follows` because its own files are the same. It is refused when another came first.
 */
export const loads: Projection = {
  room: 'organisation',
  tables: [
    { name: 'files_in_force', columns: { id: 'BIGINT', entry: 'BIGINT', digest: 'TEXT' }, key: ['id'] },
    { name: 'files_of_processes', columns: { process: 'TEXT', entry: 'BIGINT' }, key: ['process'] },
  ],
  kinds: ['organisation.loaded'],
  needs: () => [inForce],
  apply: ({ index, data: { digest, process, after, follows } }, rows) => {
    const now = rows(inForce.table, ...inForce.key)
    const own = (entry: number) =>
      typeof process === 'string' ? [{ put: 'files_of_processes', row: { process, entry } }] : []
    if (typeof process === 'string' && now?.entry !== (follows ?? after)) throw replaced()
    if (follows === undefined) {
      return [{ put: 'files_in_force', row: { id: 1, entry: index, digest: String(digest) } }, ...own(index)]
    }
    if (typeof follows !== 'number' || now?.digest !== digest) throw replaced()
    return own(follows)
  },
}

/** The load that an entry put in force; undefined for any other entry, and for one of a process that only follows. */
export function loadIn({ index, kind, data }: Pick<Entry, 'index' | 'kind' | 'data'>): Load | undefined {
  if (kind !== 'organisation.loaded' || data.follows !== undefined) return undefined
  return { entry: index, digest: String(data.digest) }
}

/** Whether a load was refused because another came first, and not for a defect that would refuse it again. */
export function isReplaced(error: unknown): boolean {
  return error instanceof Conflict && error.reason === reason
}

const reason = 'files-behind'

function replaced(): Conflict {
  return new Conflict(reason, 'other files of the organisation are in force by now')
}
