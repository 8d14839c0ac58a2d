// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadOrganisation } from '../../organisation/index.ts'
import { placeOf } from './place.ts'
import { targetOf } from './target.ts'

const folder = fileURLToPath(new URL('../../../../../examples/weekly-report/organisation', import.meta.url))
const organisation = loadOrganisation(folder)

describe('where a call goes (P5)', () => {
  it('is another place where a provider is asked at another address, for another model, or under other facts', () => {
    const target = targetOf(organisation, { action: 'callModel', name: 'reporting' })
    assert.ok(target?.kind === 'model')
    const { route, resource } = target
    const here = placeOf(organisation, target)
    const provider = { ...route.provider, url: { env: 'ELSEWHERE_URL' } }
    assert.notEqual(placeOf(organisation, { ...target, route: { ...route, provider } }), here)
    const model = { ...route.model, served: 'OTHER_MODEL' }
    assert.notEqual(placeOf(organisation, { ...target, route: { ...route, model } }), here)
    const facts = { ...resource.facts, jurisdiction: 'ZZ' }
    assert.notEqual(placeOf(organisation, { ...target, resource: { ...resource, facts } }), here)
    const slower = { ...route.provider, name: 'Another name' }
    assert.equal(placeOf(organisation, { ...target, route: { ...route, provider: slower } }), here)
  })

  it('is another place where a mail goes out by another server or from somebody else', () => {
    const target = targetOf(organisation, { action: 'callTool', name: 'mail_send' })
    assert.ok(target?.kind === 'tool')
    const here = placeOf(organisation, target)
    const mail = organisation.servers.get(target.tool.server)
    assert.ok(mail?.kind === 'mail')
    const having = (changed: typeof mail) => ({ ...organisation, servers: new Map([[mail.id, changed]]) })
    assert.notEqual(placeOf(having({ ...mail, from: 'other@here.example' }), target), here)
    assert.notEqual(placeOf(having({ ...mail, smtp: { env: 'OTHER_SMTP' } }), target), here)
    assert.equal(placeOf(having({ ...mail, tools: {} }), target), here, 'what else it offers')
  })
})
