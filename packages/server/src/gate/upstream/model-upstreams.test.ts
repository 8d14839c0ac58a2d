// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadOrganisation } from '../../organisation/index.ts'
import { Cut } from '../cut.ts'
import { targetOf } from '../targets/target.ts'
import { ModelUpstreams } from './model-upstreams.ts'

const folder = fileURLToPath(new URL('../../../../../examples/weekly-report/organisation', import.meta.url))

describe('the endpoints of models', { timeout: 20_000 }, () => {
  it('are not asked again for a call that a stop silenced while it waited, though nothing of it has ended yet (P4)', async () => {
    let asked = 0
    const far = createServer((_, response) => {
      asked++
      response.writeHead(503).end()
    })
    await once(far.listen(0, '127.0.0.1'), 'listening')
    const address = far.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const target = targetOf(loadOrganisation(folder), { action: 'callModel', name: 'reporting' })
    assert.ok(target?.kind === 'model')
    const upstreams = new ModelUpstreams({ SLUIS_MODEL_URL: url })
    const cut = new Cut({ onLeft: () => undefined })
    const first = once(far, 'request')
    const posted = upstreams.post({ routes: [target.route], cut, tried: [] }, () => ({
      api: 'chat',
      bodyFor: () => '{}',
    }))
    posted.catch(() => undefined)
    await first
    // Its answer asks to be tried again, a quarter of a second later at the earliest.
    await delay(50)
    cut.silence()
    await assert.rejects(posted, { code: 'stopped' })
    assert.equal(asked, 1)
    await upstreams.close()
    far.close()
  })

  it('to which no connection could be made have done nothing, and the next may be asked, whatever kept it from being made', async () => {
    // It speaks no TLS.
    const far = createServer((_, response) => void response.end('{}'))
    await once(far.listen(0, '127.0.0.1'), 'listening')
    const address = far.address()
    const port = typeof address === 'object' ? address?.port : ''
    const target = targetOf(loadOrganisation(folder), { action: 'callModel', name: 'reporting' })
    assert.ok(target?.kind === 'model')
    const { route } = target
    const reached = { ...route, provider: { ...route.provider, id: 'near', url: { env: 'NEAR' } } }
    const upstreams = new ModelUpstreams({
      SLUIS_MODEL_URL: `https://127.0.0.1:${port}`,
      NEAR: `http://127.0.0.1:${port}`,
    })
    const cut = new Cut({ onLeft: () => undefined })
    const post = () => ({ api: 'chat' as const, bodyFor: () => '{}' })
    const tried: { route: number; ended: string }[] = []
    await upstreams.post({ routes: [route, reached], cut, tried }, post)
    assert.deepEqual(tried, [
      { route: 0, ended: 'unreachable' },
      { route: 1, ended: '200' },
    ])
    await assert.rejects(upstreams.post({ routes: [route], cut, tried: [] }, post), { code: 'upstream-failed' })
    await upstreams.close()
    far.closeAllConnections()
    far.close()
  })
})
