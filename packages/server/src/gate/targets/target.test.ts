// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadOrganisation } from '../../organisation/index.ts'
import { publicName, targetOf, targetsTo } from './target.ts'

const folder = fileURLToPath(new URL('../../../../../examples/weekly-report/organisation', import.meta.url))
const organisation = loadOrganisation(folder)
const [provider] = organisation.providers.values()
assert.ok(provider)
const [model] = provider.models
assert.ok(model)

describe('what a call can be aimed at', () => {
  it('is a model where somebody admitted it, and no other (P10)', () => {
    const { admitted, ...unadmitted } = model
    assert.ok(admitted)
    const near = { ...provider, id: 'near' }
    const far = { ...provider, id: 'far', models: [unadmitted, { ...unadmitted, id: 'new' }] }
    const having = { ...organisation, providers: new Map([far, near].map((one) => [one.id, one])) }
    assert.deepEqual(
      targetsTo(having, model.id).map(({ resource }) => resource.provider),
      ['near'],
    )
    assert.equal(targetOf(having, { action: 'callModel', name: 'new' }), undefined)
    assert.equal(publicName(having, { action: 'callModel', name: 'new' }), 'unknown')
  })

  it('is a tool as a tool, and under no name that only a prompt or a resource has (P10)', () => {
    const ask = { action: 'callTool', name: 'mail_send' } as const
    assert.equal(targetOf(organisation, ask)?.kind, 'tool')
    assert.equal(targetOf(organisation, { ...ask, kind: 'prompt' }), undefined)
    assert.deepEqual(
      [publicName(organisation, ask), publicName(organisation, { ...ask, name: 'x' })],
      ['mail_send', 'unknown'],
    )
  })
})
