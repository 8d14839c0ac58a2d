// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { loadOrganisation } from '../../organisation/index.ts'
import { sayIn } from '../language.ts'
import { tellUnset } from './unset.ts'

const organisation = loadOrganisation(join(import.meta.dirname, '../../../../../examples/weekly-report/organisation'))
const told = (environment: NodeJS.ProcessEnv) => tellUnset(organisation, { environment, say: sayIn('en') })

describe('who can not be reached', () => {
  it('is said when Sluis starts, with the variable to set; an address that has a default is none of them', () => {
    assert.deepEqual(told({}), [
      "Take note: SLUIS_MODEL_URL is not set, so chosen can't be reached. Set SLUIS_MODEL_URL and start again.",
    ])
    assert.deepEqual(told({ SLUIS_MODEL_URL: 'http://127.0.0.1:1' }), [])
  })
})
