// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadOrganisation, OrganisationError, requireApart } from './index.ts'

const example = fileURLToPath(new URL('../../../../examples/weekly-report/organisation/', import.meta.url))

it('keeps our data out of the folders that tools can read, also behind a link (P7)', () => {
  const organisation = loadOrganisation(example)
  const folder = mkdtempSync(join(tmpdir(), 'sluis-apart-'))
  try {
    const books = join(example, '../books')
    for (const data of [books, join(books, 'invoices'), join(books, '..')]) {
      assert.throws(() => requireApart(organisation, data), OrganisationError, data)
    }
    symlinkSync(books, join(folder, 'linked'))
    assert.throws(() => requireApart(organisation, join(folder, 'linked')), OrganisationError)
    mkdirSync(join(folder, 'data'))
    requireApart(organisation, join(folder, 'data'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
