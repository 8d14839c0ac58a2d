// SPDX-License-Identifier: EUPL-1.2
// Ending Sluis while agents are at work: the real command as a process, real signals, and streams in flight.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { modelId, type StandIn, startScriptedModel } from '../../examples/weekly-report/stand-ins/index.ts'
import { Journal } from '../../packages/server/src/journal/index.ts'
import { listen } from '../listen.ts'
import { until } from './harness.ts'
import { ask } from './outside-agent.ts'

const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const command = fileURLToPath(new URL('../../packages/server/bin/sluis.js', import.meta.url))
const refusal = z.object({ error: z.object({ code: z.string() }) })

const event = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`

/** A model that says so much at once, and the rest when it is told to. */
function startStream(content: string, goOn: (response: ServerResponse) => unknown = () => undefined) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(event(content))
    goOn(response)
  })
  return listen(server, '/v1')
}

describe('ending Sluis', () => {
  let model: StandIn & { readonly url: string }
  before(async () => {
    model = await startScriptedModel()
  })
  after(() => model.stop())

  /** `sluis serve` on a folder of its own, with everything that it says. */
  async function serve(graceSeconds: number, modelUrl = model.url) {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-shutdown-'))
    for (const part of ['books', 'organisation']) cpSync(join(example, part), join(folder, part), { recursive: true })
    const gatePort = await freePort()
    const args = [
      'serve',
      '--lang',
      'en',
      '--organisation',
      join(folder, 'organisation'),
      '--data',
      join(folder, 'data'),
    ]
    const child: ChildProcess = spawn(process.execPath, [command, ...args], {
      env: {
        SLUIS_MODEL_URL: modelUrl,
        SLUIS_MODEL: modelId,
        SLUIS_GATE_PORT: String(gatePort),
        SLUIS_DESK_PORT: String(await freePort()),
        SLUIS_GRACE: String(graceSeconds),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text))
    const exited = once(child, 'exit')
    await until('Sluis runs', () => said.includes('Sluis runs for'))
    const key = /sla_\S+/.exec(said)?.[0] ?? ''
    return {
      child,
      key,
      gateUrl: `http://127.0.0.1:${gatePort}`,
      said: () => said,
      exited,
      /** The outcomes of all calls, and the labels of their runs, as the log has them after the process has gone. */
      calls: async () => {
        const projections = new URL('../../packages/server/src/projections.ts', import.meta.url)
        const journal = await Journal.open({
          folder: join(folder, 'data'),
          origin: 'verhage.sluis.invalid/log',
          projections,
        })
        const rows = await journal.query(
          'SELECT state, outcome, runs.labels FROM calls JOIN runs ON runs.id = calls.run ORDER BY entry',
        )
        await journal.close()
        return {
          outcomes: rows.map(({ state, outcome }) => outcome ?? state),
          labels: rows.map(({ labels }) => labels),
        }
      },
      [Symbol.asyncDispose]: async () => {
        child.kill('SIGKILL')
        await exited
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }

  it('lets what is under way finish, refuses what is new, and ends (P2)', { timeout: 60_000 }, async () => {
    const over = Promise.withResolvers<void>()
    await using far = await startStream('Half of it', (response) =>
      over.promise.then(() => response.end(`${event(' and all.')}data: [DONE]\n\n`)),
    )
    await using house = await serve(30, far.url)
    const streams = [1, 2, 3].map(() => ask(house.gateUrl, house.key, { text: 'Tell me all of it.', stream: true }))
    const texts = (await Promise.all(streams)).map((answer) => answer.text())
    // A connection that is open already: a new one finds the door shut or is told the same.
    house.child.kill('SIGTERM')
    await until('it says that it closes', () => house.said().includes('may still finish'))
    const refused = await ask(house.gateUrl, house.key)
    assert.deepEqual([refused.status, refusal.parse(await refused.json()).error.code], [503, 'closing'])
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    over.resolve()
    for (const text of await Promise.all(texts)) assert.match(text, /all\.[\s\S]*\[DONE\]/)
    assert.deepEqual(await house.exited, [0, null])
    assert.deepEqual((await house.calls()).outcomes, ['done', 'done', 'done', 'denied'])
  })

  it('cuts what takes longer than it was given, and the log says so (P2)', { timeout: 60_000 }, async () => {
    await using house = await serve(1)
    const answer = await ask(house.gateUrl, house.key, { text: 'count slowly to 10000', stream: true })
    const text = answer.text()
    house.child.kill('SIGINT')
    assert.match(await text, /"code":"closing"/)
    assert.deepEqual(await house.exited, [0, null])
    assert.deepEqual((await house.calls()).outcomes, ['stopped'])
  })

  it('labels a run by what was let go of a stream that it cuts', { timeout: 60_000 }, async () => {
    await using far = await startStream('Pay to NL91ABNA0417164300 now, please. '.repeat(10))
    await using house = await serve(1, far.url)
    const answer = await ask(house.gateUrl, house.key, { text: 'Whom do I pay?', stream: true })
    const text = answer.text()
    house.child.kill('SIGINT')
    assert.match(await text, /NL91ABNA[\s\S]*"code":"closing"/)
    assert.deepEqual(await house.exited, [0, null])
    const { outcomes, labels } = await house.calls()
    assert.deepEqual([outcomes, labels], [['stopped'], ['["personal"]']])
  })

  it('ends at once at a second signal, and the outcome is unknown (P2)', { timeout: 60_000 }, async () => {
    await using house = await serve(30)
    const answer = await ask(house.gateUrl, house.key, { text: 'count slowly to 10000', stream: true })
    const text = answer.text().catch(() => 'broken off')
    house.child.kill('SIGTERM')
    await until('it says that it closes', () => house.said().includes('may still finish'))
    await delay(50)
    house.child.kill('SIGTERM')
    assert.deepEqual(await house.exited, [1, null])
    assert.equal(await text, 'broken off')
    assert.deepEqual((await house.calls()).outcomes, ['allowed'], 'the next start records it as unknown')
  })
})
