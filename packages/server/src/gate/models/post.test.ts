// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadOrganisation } from '../../organisation/index.ts'
import { apis } from './apis/apis.ts'
import { postFor } from './post.ts'

const { providers } = loadOrganisation(
  new URL('../../../../../examples/weekly-report/organisation', import.meta.url).pathname,
)

describe('a request on its way to a provider', () => {
  it('has its members in the order they came in, in which a model writes what a schema asks', () => {
    const [provider] = providers.values()
    assert.ok(provider !== undefined)
    assert.ok(provider.speaks.includes('chat'))
    const properties = { reasoning: { type: 'string' }, answer: { type: 'string' } }
    const schema = { type: 'object', properties, required: ['reasoning', 'answer'] }
    const body = {
      response_format: { type: 'json_schema', json_schema: { name: 'said', schema } },
      model: 'reporting',
      messages: [{ role: 'user', content: 'hi' }],
      max_tokens: 9,
    }
    const { bodyFor } = postFor(provider, { api: apis.chat, headers: {} }, body, 0)
    assert.equal(bodyFor('served'), JSON.stringify({ ...body, model: 'served' }))
    const streamed = postFor(provider, { api: apis.chat, headers: {} }, { ...body, stream: true }, 0)
    const asked = { ...body, stream: true, stream_options: { include_usage: true }, model: 'served' }
    assert.deepEqual(JSON.parse(streamed.bodyFor('served')), asked)
  })
})
