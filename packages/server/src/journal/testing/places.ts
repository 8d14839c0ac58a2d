// SPDX-License-Identifier: EUPL-1.2
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import type { Place } from '../index.ts'
import { hasPostgres, startPostgres, type TestPostgres } from './postgres.ts'

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
    /** `skip` is why the tests of an engine can't be run here. */
    engines: {
      SQLite: { skip: false, newPlace: async (): Promise<Place> => ({ folder: newFolder() }) },
      PostgreSQL: {
        skip: hasPostgres ? false : 'npm has no PostgreSQL for this machine',
        newPlace: async (): Promise<Required<Place>> => {
          const database = await postgres?.database()
          if (database === undefined) throw new TypeError('no PostgreSQL was started')
          return { folder: newFolder(), database }
        },
      },
    },
  }
}
