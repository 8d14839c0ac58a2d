// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of a books folder by their path in it: the CSV files, and the invoices of the folder `invoices`. */
export function readBooksFolder(folder: string): ReadonlyMap<string, string> {
  const paths = [
    ...filesIn(folder).filter((name) => name.endsWith('.csv')),
    ...filesIn(join(folder, 'invoices')).map((name) => `invoices/${name}`),
  ]
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
