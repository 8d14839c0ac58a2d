// SPDX-License-Identifier: EUPL-1.2
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import type { Place } from '../index.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

/** New places for the logs of one file of tests, on either engine; gone when its tests are over. */
export function placesForTests() {
  const folders: string[] = []
  let postgres: TestPostgres | undefined
  before(async () => {
    postgres = await startPostgres()
  })
  after(async () => {
    await postgres?.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-journal-'))
    folders.push(folder)
    return folder
  }
  return {
    newFolder,
    engines: {
      SQLite: async (): Promise<Place> => ({ folder: newFolder() }),
      PostgreSQL: async (): Promise<Place> => ({ folder: newFolder(), database: (await postgres?.database()) ?? '' }),
    },
  }
}
