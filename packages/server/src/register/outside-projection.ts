// SPDX-License-Identifier: EUPL-1.2
import type { Projection } from '../journal/index.ts'

/** What outside bodies state of a system's class: the newest statement of each. */
export const outsideAssessments: Projection = {
  room: 'register',
  tables: [
    {
      name: 'register_outside',
      columns: {
        system: 'TEXT',
        issuer: 'TEXT',
        statement: 'TEXT',
        label: 'TEXT',
        strictest: 'TEXT',
        basis: 'TEXT',
        assessed_on: 'TEXT',
        at: 'BIGINT',
        entry: 'BIGINT',
      },
      key: ['system', 'issuer'],
    },
  ],
  kinds: ['statement.received'],
  needs: () => [],
  apply: ({ data, at, index }) => {
    const { about, issuer, statement, label, strictest, basis, on } = data
    // Statements of other kinds speak of no system's class.
    if (typeof about !== 'string' || label === undefined) return []
    const row = {
      ...{ system: about, issuer: String(issuer), statement: String(statement) },
      ...{ label: String(label), strictest: String(strictest), basis: basis === undefined ? null : String(basis) },
      ...{ assessed_on: String(on), at, entry: index },
    }
    return [{ put: 'register_outside', row }]
  },
}
