// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Projection } from '../journal/index.ts'

/** Each statement once: the same one again is refused with `statement-known`, at whichever process it arrives. */
export const statements: Projection = {
  room: 'statements',
  tables: [
    {
      name: 'statements',
      columns: {
        id: 'TEXT',
        issuer: 'TEXT',
        keys: 'TEXT',
        payload_type: 'TEXT',
        by: 'TEXT',
        received_at: 'BIGINT',
        entry: 'BIGINT',
      },
      key: ['id'],
      indexes: [['entry']],
    },
  ],
  kinds: ['statement.received'],
  needs: ({ data }) => [{ table: 'statements', key: [String(data.statement)] }],
  apply: ({ data, at, index }, rows) => {
    const id = String(data.statement)
    if (rows('statements', id) !== undefined) throw new Conflict('statement-known', `${id} was received before`)
    return [
      {
        put: 'statements',
        row: {
          id,
          issuer: String(data.issuer),
          keys: JSON.stringify(data.keys),
          payload_type: String(data.payloadType),
          by: String(data.by),
          received_at: at,
          entry: index,
        },
      },
    ]
  },
}
