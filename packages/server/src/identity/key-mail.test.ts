// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadOrganisation } from '../organisation/index.ts'
import { type KeyNews, keyMailFor } from './index.ts'

const loaded = loadOrganisation(
  fileURLToPath(new URL('../../../../examples/weekly-report/organisation', import.meta.url)),
)
const speaking = (language: 'nl' | 'en') => ({ ...loaded, settings: { ...loaded.settings, language } })
const mail = (news: KeyNews, language: 'nl' | 'en' = 'en') => keyMailFor(speaking(language), news, 'http://desk/keys')
const sannes = { kind: 'person', holder: 'sanne' } as const

describe('the mail about a key', () => {
  it('tells its holder who else made or revoked it, in the organisation’s language', () => {
    const made = mail({ ...sannes, became: 'issued', by: 'anna' })
    assert.equal(made?.to, loaded.people.get('sanne')?.email)
    assert.match(made?.text ?? '', /made in your name, by Anna[\s\S]*http:\/\/desk\/keys/)
    assert.match(mail({ ...sannes, became: 'revoked', by: 'omar' })?.text ?? '', /revoked by Omar/)
    assert.match(mail({ ...sannes, became: 'issued', by: 'anna' }, 'nl')?.text ?? '', /op uw naam gemaakt, door Anna/)
    assert.match(mail({ ...sannes, became: 'revoked', by: 'omar' }, 'nl')?.text ?? '', /ingetrokken door Omar/)
  })

  it('is written of nothing that one did oneself, nor of the first start, an agent or who left', () => {
    assert.equal(mail({ ...sannes, became: 'issued', by: 'sanne' }), undefined)
    assert.equal(mail({ ...sannes, became: 'issued' }), undefined)
    assert.equal(mail({ became: 'issued', kind: 'agent', holder: 'reporter', by: 'anna' }), undefined)
    assert.equal(mail({ became: 'revoked', kind: 'person', holder: 'nobody', by: 'anna' }), undefined)
  })
})
