// SPDX-License-Identifier: EUPL-1.2
import type { Change, Entry, Table } from '../../journal/index.ts'

export const mailedTable: Table = {
  name: 'mailed',
  columns: { recipient: 'TEXT', entry: 'BIGINT' },
  key: ['recipient'],
}

/** A mail that was let through counts, however it ended. */
export function withRecipients({ kind, data, index }: Pick<Entry, 'kind' | 'data' | 'index'>): readonly Change[] {
  if (kind !== 'call.allowed' || !Array.isArray(data.recipients)) return []
  return data.recipients.map((recipient) => ({ put: 'mailed', row: { recipient: String(recipient), entry: index } }))
}
