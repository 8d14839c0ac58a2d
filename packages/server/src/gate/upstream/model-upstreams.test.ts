// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadOrganisation, type Provider, type Route } from '../../organisation/index.ts'
import { Cut } from '../cut.ts'
import { targetOf } from '../targets/target.ts'
import { ModelUpstreams } from './model-upstreams.ts'

const folder = fileURLToPath(new URL('../../../../../examples/weekly-report/organisation', import.meta.url))
const target = targetOf(loadOrganisation(folder), { action: 'callModel', name: 'reporting' })
assert.ok(target?.kind === 'model')
const { provider, model } = target.route

/** The model at a provider whose address is in `FAR`, or in another variable. */
const at = (env = 'FAR', more: Partial<Provider> = {}): Route => ({
  model,
  provider: { ...provider, id: env.toLowerCase(), url: { env }, ...more },
})

type Answering = (request: IncomingMessage, response: ServerResponse) => void

/** A far side, and what the gate has of it. */
async function house(answering: Answering, variables = (_: URL): Record<string, string> => ({}), now = Date.now) {
  const far = createServer(answering)
  await once(far.listen(0, '127.0.0.1'), 'listening')
  const address = far.address()
  const url = new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  const upstreams = new ModelUpstreams({ FAR: url.origin, ...variables(url) }, now)
  return {
    far,
    upstreams,
    async ask(routes: readonly Route[], cut = new Cut({ onLeft: () => undefined }), api: 'chat' | 'messages' = 'chat') {
      const tried: { route: number; ended: string }[] = []
      const headers = { 'anthropic-version': '2023-06-01' }
      const outcome = await upstreams
        .post({ routes, cut, tried }, () => ({ api, bodyFor: () => '{}', headers }))
        .then(
          ({ answer }) => {
            answer.body.release()
            return answer.status
          },
          (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
        )
      return { outcome, tried: tried.map(({ route, ended }) => `${route} ${ended}`) }
    },
    async [Symbol.asyncDispose]() {
      await upstreams.close()
      far.closeAllConnections()
      far.close()
    },
  }
}

/** Before either side closes an idle connection of itself. */
const soon = (done: Promise<unknown>): Promise<boolean> => Promise.race([done.then(() => true), delay(2000, false)])

describe('the endpoints of models', { timeout: 20_000 }, () => {
  it('are not asked again for a call that a stop silenced while it waited, though nothing of it has ended yet (P4)', async () => {
    let asked = 0
    await using at503 = await house((_, response) => {
      asked++
      response.writeHead(503).end()
    })
    const cut = new Cut({ onLeft: () => undefined })
    const first = once(at503.far, 'request')
    const posted = at503.ask([at()], cut)
    await first
    // Its answer asks to be tried again, a quarter of a second later at the earliest.
    await delay(50)
    cut.silence()
    assert.deepEqual([(await posted).outcome, asked], ['stopped', 1])
  })

  it('to which no connection could be made have done nothing, and the next may be asked, whatever kept it from being made', async () => {
    // It speaks no TLS.
    await using near = await house(
      (_, response) => void response.end('{}'),
      ({ port }) => ({ TLS: `https://127.0.0.1:${port}` }),
    )
    for (const away of ['TLS', 'UNSET']) {
      assert.deepEqual(await near.ask([at(away), at()]), { outcome: 200, tried: ['0 unreachable', '1 200'] }, away)
      assert.equal((await near.ask([at(away)])).outcome, 'upstream-failed', away)
    }
  })

  it('may have done what they were asked once that went out, and nobody is asked it a second time (P2)', async () => {
    await using breaking = await house((_, response) => response.destroy())
    const unknown = { outcome: 'upstream-timeout', tried: ['0 no-answer'] }
    assert.deepEqual(await breaking.ask([at(), at('NEAR')]), unknown)
    await using silent = await house(() => undefined)
    const timeouts = { ...provider.timeouts, total: 100 }
    assert.deepEqual(await silent.ask([at('FAR', { timeouts }), at('NEAR')]), unknown)
    const cut = new Cut({ onLeft: () => undefined })
    const asked = silent.ask([at(), at('NEAR')], cut)
    await once(silent.far, 'request')
    cut.abort()
    assert.deepEqual(await asked, { outcome: 'stopped', tried: ['0 no-answer'] })
  })

  it('have no more time until their answer begins for what they send ahead of it', async () => {
    await using hinting = await house((_, response) => {
      const hints = setInterval(() => response.writeProcessing(), 50)
      response.once('close', () => clearInterval(hints))
    })
    const since = Date.now()
    const timeouts = { ...provider.timeouts, headers: 300, total: 5000 }
    const told = { outcome: 'upstream-timeout', tried: ['0 no-answer'] }
    assert.deepEqual(await hinting.ask([at('FAR', { timeouts }), at('NEAR')]), told)
    assert.ok(Date.now() - since < 3000)
  })

  it('are asked with the key that they were given, as their API takes it, and with none where they were given none', async () => {
    const seen: unknown[] = []
    await using echo = await house(
      ({ headers }, response) => {
        seen.push([headers.authorization, headers['x-api-key'], headers['anthropic-version']])
        response.end('{}')
      },
      () => ({ KEY: 'ours' }),
    )
    for (const api of ['chat', 'messages'] as const) {
      for (const env of ['KEY', 'UNSET']) await echo.ask([at('FAR', { key: { env } })], undefined, api)
    }
    const version = '2023-06-01'
    assert.deepEqual(seen, [
      ['Bearer ours', undefined, version],
      [undefined, undefined, version],
      [undefined, 'ours', version],
      [undefined, undefined, version],
    ])
  })

  it('are asked over connections that serve again, and that end with them', async () => {
    let connections = 0
    const ended: Promise<unknown>[] = []
    const statuses = [503, 200, 200]
    const answering: Answering = (_, response) => void response.writeHead(statuses.shift() ?? 200).end('not now')
    await using kept = await house(answering)
    kept.far.on('connection', (socket) => {
      connections++
      ended.push(once(socket, 'close'))
    })
    await kept.ask([at()])
    assert.deepEqual([statuses.length, connections], [1, 1])
    await kept.upstreams.close()
    assert.equal(await soon(Promise.all(ended)), true)
  })

  it('that say "not now" at length are not heard out', async () => {
    const { promise: isLeft, resolve } = Promise.withResolvers<void>()
    let asked = 0
    await using wordy = await house((_, response) => {
      if (++asked > 1) return void response.end('{}')
      response
        .once('close', resolve)
        .writeHead(503)
        .write(Buffer.alloc(1024 * 1024))
    })
    assert.deepEqual((await wordy.ask([at()])).tried, ['0 503', '0 200'])
    assert.equal(await soon(isLeft), true)
  })

  it('rest after they failed, then one call tries, and its answer opens the way for all', async () => {
    let nowMs = 1_000_000
    let asked = 0
    let isWell = false
    const answering: Answering = (_, response) => {
      asked++
      if (isWell) setTimeout(() => response.end('{}'), 50)
      else response.destroy()
    }
    await using far = await house(answering, undefined, () => nowMs)
    for (let call = 0; call < 5; call++) await far.ask([at()])
    assert.deepEqual([await far.ask([at()]), asked], [{ outcome: 'upstream-failed', tried: [] }, 5])
    nowMs += 60_000
    isWell = true
    const [first, second] = await Promise.all([far.ask([at()]), far.ask([at()])])
    assert.deepEqual([first.outcome, second.tried, asked], [200, [], 6])
    const all = await Promise.all([far.ask([at()]), far.ask([at()])])
    assert.deepEqual(
      all.map(({ outcome }) => outcome),
      [200, 200],
    )
  })

  it('do not rest because calls were stopped or left', async () => {
    await using silent = await house(() => undefined)
    for (let call = 0; call < 6; call++) {
      const cut = new Cut({ onLeft: () => undefined })
      const asked = silent.ask([at()], cut)
      await once(silent.far, 'request')
      cut.abort()
      assert.deepEqual(await asked, { outcome: 'stopped', tried: ['0 no-answer'] })
    }
  })
})
