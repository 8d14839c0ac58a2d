// SPDX-License-Identifier: EUPL-1.2
import { type Change, Conflict, type Entry, type JsonValue, type Projection, type Rows } from '../../journal/index.ts'

/**
 * The last description of each tool, and the one that a person admitted. A decision about a description that is no
 * longer the last is refused: nobody admits what they did not look at.
 */
export const toolAdmissions: Projection = {
  room: 'tools',
  tables: [
    {
      name: 'tool_admissions',
      columns: {
        tool: 'TEXT',
        server: 'TEXT',
        seen: 'TEXT',
        seen_at: 'BIGINT',
        seen_entry: 'BIGINT',
        unfit: 'BIGINT',
        admitted: 'TEXT',
        admitted_at: 'BIGINT',
        admitted_entry: 'BIGINT',
        admitted_by: 'TEXT',
        refused: 'TEXT',
      },
      key: ['tool'],
    },
  ],
  kinds: ['tool.seen', 'tool.admitted', 'tool.refused'],
  needs: ({ data }) => [{ table: 'tool_admissions', key: [string(data.tool)] }],
  apply: (entry, rows) => (entry.kind === 'tool.seen' ? seen(entry, rows) : decided(entry, rows)),
}

function seen({ data, at, index }: Entry, rows: Rows): readonly Change[] {
  const tool = string(data.tool)
  const digest = string(data.digest)
  const before = rows('tool_admissions', tool)
  if (before?.seen === digest) throw new Conflict('tool-seen', `${tool} was described so before`)
  const row = {
    admitted: null,
    admitted_at: null,
    admitted_entry: null,
    admitted_by: null,
    refused: null,
    ...before,
    tool,
    server: string(data.server),
    seen: digest,
    seen_at: at,
    seen_entry: index,
    unfit: data.unfit === true ? 1 : 0,
  }
  return [{ put: 'tool_admissions', row }]
}

function decided({ kind, data, at }: Entry, rows: Rows): readonly Change[] {
  const tool = string(data.tool)
  const digest = string(data.digest)
  const row = rows('tool_admissions', tool)
  if (row === undefined) throw new Conflict('tool-changed', `${tool} was never described`)
  if (row.seen !== digest) throw new Conflict('tool-changed', `${tool} is described otherwise by now`)
  if (kind === 'tool.refused') {
    if (row.refused === digest) throw new Conflict('tool-decided', `${tool} is refused already`)
    const withdrawn = row.admitted === digest
    const none = { admitted: null, admitted_at: null, admitted_entry: null, admitted_by: null }
    return [{ put: 'tool_admissions', row: { ...row, ...(withdrawn ? none : {}), refused: digest } }]
  }
  if (row.unfit === 1) throw new Conflict('tool-unfit', `the description of ${tool} is out of bounds`)
  if (row.admitted === digest) throw new Conflict('tool-decided', `${tool} is admitted already`)
  const by = data.by === undefined ? null : string(data.by)
  const admitted = { admitted: digest, admitted_at: at, admitted_entry: row.seen_entry ?? null, admitted_by: by }
  return [{ put: 'tool_admissions', row: { ...row, ...admitted, refused: null } }]
}

function string(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new Conflict('malformed', 'an entry about a tool lacks a text')
  return value
}
