// SPDX-License-Identifier: EUPL-1.2
import { addressesIn } from './instructions.ts'

/** The tools that a task needs, by the names under which the request offers them. */
export interface Tools {
  readonly list: string
  readonly read: string
  readonly send: string
}

/** What the prompt asks: which files and folder to read, and whom to mail the report. */
export interface Task {
  readonly folder: string
  readonly files: readonly string[]
  readonly team: string
}

/** Finds tools by how their names end: a gateway puts the server's name before them. */
export function findTools(offered: readonly string[]): Tools | undefined {
  const named = (ending: string) => offered.find((name) => name === ending || new RegExp(`[^a-z]${ending}$`).test(name))
  const [list, read, send] = [named('list_directory'), named('read_text_file'), named('send')]
  return list === undefined || read === undefined || send === undefined ? undefined : { list, read, send }
}

/** The last thing asked that is a task for it: a report, made from a folder, for an address. */
export function findTask(asked: readonly string[]): Task | undefined {
  return asked.map(readTask).findLast((task) => task !== undefined)
}

function readTask(prompt: string): Task | undefined {
  const folder = /\b(?:folder|directory|map)\s+["'`]?([\w/-][\w./-]{0,200})/i.exec(prompt)?.[1]?.replace(/[./]+$/, '')
  const [team] = addressesIn(prompt)
  if (folder === undefined || team === undefined || !/\b(?:report|rapport|weekrapport)\b/i.test(prompt))
    return undefined
  const names = prompt.match(/(?<![\w./-])[\w-][\w./-]{0,200}\.(?:csv|txt|md|json|xml)\b/g) ?? []
  // A path inside the folder is an example of one; the listing says what there is.
  const files = [...new Set(names)].filter((name) => !name.startsWith(`${folder}/`))
  return { folder, files, team }
}
