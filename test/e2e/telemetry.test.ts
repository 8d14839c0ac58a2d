// SPDX-License-Identifier: EUPL-1.2
// What an operator's collector gets of real calls: enough to find them in the log, and nothing of what was said.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { it } from 'node:test'
import { listen } from '../listen.ts'
import { openHouse } from './harness.ts'
import { ask, connectAgent, outsideMail } from './outside-agent.ts'

it('spans and metrics name the call and its leaf, and hold nothing of its content (P7)', {
  timeout: 60_000,
}, async () => {
  const bodies: string[] = []
  const collector = createServer(async (request, response) => {
    for await (const part of request) bodies.push(String(part))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await using listening = await listen(collector, '/')
  const house = await openHouse({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: listening.url } })
  const secrets = ['a secret in a prompt', 'a secret in a mail', 'a-secret-model', 'geheim@elsewhere.example']
  const answer = await ask(house.sluis.gateUrl, house.agentKey, { text: secrets[0] ?? '' })
  const [call, entry] = [answer.headers.get('x-sluis-call') ?? '', answer.headers.get('x-sluis-entry') ?? '']
  await answer.text()
  await ask(house.sluis.gateUrl, house.agentKey, { model: secrets[2] ?? '' })
  await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
  const mail = { ...outsideMail('a secret in a mail'), to: ['geheim@elsewhere.example'] }
  assert.equal((await agent.call('mail_send', mail)).gate.code, 'held')
  const metrics = await house.sluis.telemetry.metrics()
  await house?.[Symbol.asyncDispose]()

  const sent = bodies.join('\n')
  assert.match(sent, new RegExp(`"sluis\\.call"[^}]*"${call}"`))
  assert.match(sent, new RegExp(`"sluis\\.log\\.entry"[^}]*${entry}`))
  for (const name of ['chat reporting', 'chat unknown', 'tools/call mail_send']) assert.ok(sent.includes(name), name)
  assert.match(metrics, /sluis_calls_total\{[^}]*sluis_decision="hold"[^}]*\} 1/)
  for (const secret of secrets) assert.ok(!`${sent}${metrics}`.includes(secret), secret)
})
