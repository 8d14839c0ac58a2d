// SPDX-License-Identifier: EUPL-1.2
// Drills, and the list of models, as people run them: the real command against a real server.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type ChildHouse, openChildHouse } from './child-house.ts'
import { ask } from './outside-agent.ts'
import { addProviders, startProvider, type TestProvider } from './providers.ts'

const bin = fileURLToPath(new URL('../../packages/server/bin/sluis.js', import.meta.url))
const rules = `
@id("personal-data-stays-in-the-eu") @remedy("route:eu") @en("Personal data stays in the EU.")
forbid (principal, action == Action::"callModel", resource)
when { context.labels.contains("personal") }
unless { resource.ownedWithin.contains("eu") && resource.processedWithin.contains("eu") };
`

const stopped = z.object({
  streams: z.number(),
  cut: z.number(),
  worstMs: z.number(),
  medianMs: z.number(),
  entry: z.number(),
})
const lost = z.object({
  losses: z.array(
    z.object({
      model: z.string(),
      data: z.string(),
      becomes: z.string(),
      to: z.object({ provider: z.string() }).optional(),
      tookMs: z.number().optional(),
    }),
  ),
})

describe('a drill', () => {
  let house: ChildHouse
  let far: TestProvider
  let near: TestProvider
  before(async () => {
    ;[far, near] = await Promise.all([startProvider('small-1'), startProvider('small-1')])
    house = await openChildHouse((folder) =>
      addProviders(
        folder,
        [
          ['near', ['small', 'alone'], near.url],
          ['far', ['small'], far.url],
        ],
        rules,
      ),
    )
    await house.start()
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await far?.[Symbol.asyncDispose]()
    await near?.[Symbol.asyncDispose]()
  })

  const sluis = async (who: string, ...args: readonly string[]) => {
    const child = spawn(process.execPath, [bin, ...args, '--url', house.deskUrl], {
      env: { PATH: process.env.PATH ?? '', LANG: 'en_GB.UTF-8', SLUIS_KEY: house.key(who) },
    })
    let [out, error] = ['', '']
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      error += text
    })
    const [code] = await once(child, 'close')
    return { code, out, error }
  }

  it('of the stop cuts every stream of its own and nothing else, and lifts itself (P4)', {
    timeout: 60_000,
  }, async () => {
    const { out, error } = await sluis('omar', 'drill', 'stop', '--streams', '200', '--json')
    assert.ok(out !== '', error)
    const { streams, cut, worstMs, medianMs } = stopped.parse(JSON.parse(out))
    console.log(`drill of ${streams} streams: last byte after ${worstMs} ms at worst, ${medianMs} ms in the middle`)
    assert.deepEqual([streams, cut], [200, 200])
    // P4 promises a twentieth of it; this much more is for a slow machine that runs other things.
    assert.ok(worstMs < 2000)
    const stops = await house.people(house.key('omar'), 'GET', '/api/v1/stops')
    assert.deepEqual(await stops.json(), { stops: [] })
    assert.equal((await ask(house.gateUrl, house.key('reporter'), { model: 'small' })).status, 200)
  })

  it('is for who may resume, and its streams for who holds its ticket (P9)', async () => {
    const refused = await sluis('sanne', 'drill', 'stop', '--streams', '1')
    assert.equal(refused.code, 1)
    const headers = { authorization: `Bearer ${house.key('reporter')}` }
    assert.equal((await fetch(`${house.gateUrl}/v1/drill`, { headers })).status, 401)
    assert.equal((await fetch(`${house.gateUrl}/v1/drill`)).status, 401)
  })

  it('of the stop is recorded once, of streams that were open here and that a stop ended, and of no others', async () => {
    const [omar, sanne] = [house.key('omar'), house.key('sanne')]
    const ended = async (run: string, streams: number, cut: number) => {
      const measured = { streams, cut, worstMs: 1, medianMs: 1 }
      return (await house.people(omar, 'POST', `/api/v1/drills/stop/${run}/ended`, measured)).status
    }
    assert.equal(await ended('run-drill-of-nobody', 1000, 1000), 409)
    const begun = await house.people(omar, 'POST', '/api/v1/drills/stop', { streams: 2 })
    const { run, ticket, url } = z
      .object({ run: z.string(), ticket: z.string(), url: z.string() })
      .parse(await begun.json())
    assert.equal(await ended(run, 1000, 1000), 409)
    const stream = await fetch(url, { headers: { authorization: `Bearer ${ticket}` } })
    assert.equal(stream.status, 200)
    assert.equal(await ended(run, 1, 1), 409, 'nothing stopped it')
    const stop = await house.people(sanne, 'POST', '/api/v1/stops', { scope: 'run', target: run, reason: 'drill' })
    assert.match(await stream.text(), /"stopped"/)
    assert.equal((await fetch(url, { headers: { authorization: `Bearer ${ticket}` } })).status, 403, 'it is stopped')
    assert.equal(await ended(run, 2, 1), 409, 'the second was never open')
    assert.equal(await ended(run, 1, 1), 201)
    assert.equal(await ended(run, 1, 1), 409)
    const { id } = z.object({ id: z.string() }).parse(await stop.json())
    await house.people(omar, 'POST', `/api/v1/stops/${id}/lift`, { reason: 'over' })
  })

  it('of the stop opens as many streams as were asked for, and none once another is begun', async () => {
    const begin = async () => {
      const begun = await house.people(house.key('omar'), 'POST', '/api/v1/drills/stop', { streams: 1 })
      return z.object({ ticket: z.string(), url: z.string() }).parse(await begun.json())
    }
    const opened = async ({ ticket, url }: Awaited<ReturnType<typeof begin>>): Promise<number> => {
      const { status, body } = await fetch(url, { headers: { authorization: `Bearer ${ticket}` } })
      await body?.cancel()
      return status
    }
    const [first, second] = [await begin(), await begin()]
    assert.deepEqual([await opened(first), await opened(second), await opened(second)], [401, 200, 401])
  })

  it('of losing a provider tells who stops and who takes over by policy, and asks only where told to', async () => {
    const computed = await sluis('omar', 'drill', 'provider-loss', 'near', '--json')
    const shown = lost
      .parse(JSON.parse(computed.out || computed.error))
      .losses.map(({ model, data, becomes, to }) => [model, data, becomes, to?.provider])
    assert.deepEqual(shown, [
      ['reporting', 'plain', 'unaffected', undefined],
      ['reporting', 'personal', 'unaffected', undefined],
      ['small', 'plain', 'fails-over', 'far'],
      ['small', 'personal', 'stops', undefined],
      ['alone', 'plain', 'stops', undefined],
      ['alone', 'personal', 'stops', undefined],
    ])
    const before = [far.asked.length, near.asked.length]
    const { out } = await sluis('omar', 'drill', 'provider-loss', 'near', '--measure')
    assert.match(
      out,
      /small, without personal data: fails over to far \(owner: us; processing: us\); answered after [\d.]+ ms/,
    )
    assert.match(out, /small, with personal data: stops/)
    assert.deepEqual([far.asked.length - (before[0] ?? 0), near.asked.length - (before[1] ?? 0)], [1, 0])
    const unknown = await sluis('omar', 'drill', 'provider-loss', 'nobody')
    assert.deepEqual([unknown.code, /it has: .*near/.test(unknown.error)], [1, true], unknown.error)
    assert.equal((await ask(house.gateUrl, house.key('reporter'), { model: 'small' })).status, 200)
    assert.equal(near.asked.length, (before[1] ?? 0) + 1, 'nothing is lost for other calls')
  })

  it('aside, the list of models shows what is known and what is served', async () => {
    const { out } = await sluis('ruth', 'models')
    assert.match(out, /far\/small {2}far\n {2}admitted +2026-11-22, anna\n {2}law of +US \(a test, 2026-11-22\)/)
    assert.match(out, /chosen\/reporting[\s\S]*serves +not asked yet/)
    assert.match(out, /near\/small[\s\S]*sub-processors +none[\s\S]*serves +small-1/)
  })
})
