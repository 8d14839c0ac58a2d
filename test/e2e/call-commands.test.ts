// SPDX-License-Identifier: EUPL-1.2
// The worst day, as the guide tells it: what became of a call that nobody knows of, and the
// proof of one call for somebody outside.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type ChildHouse, openChildHouse } from './child-house.ts'
import { ask, outsideMail, readToolAnswer, upTo } from './outside-agent.ts'
import { sluisCommand } from './run-command.ts'

const listed = z.object({
  calls: z.array(z.object({ id: z.string(), run: z.string(), outcome: z.string().optional() })),
})
const verifier = fileURLToPath(new URL('../../packages/log/bin/sluis-log.cjs', import.meta.url))

let house: ChildHouse
before(async () => {
  house = await openChildHouse()
  await house.start()
})
after(() => house?.[Symbol.asyncDispose]())

async function as(who: string, ...args: readonly string[]): Promise<{ readonly said: string; readonly code: number }> {
  const { code, text, error } = await sluisCommand({ SLUIS_KEY: house.key(who) }, [...args, '--url', house.deskUrl])
  return { said: `${text}\n${error}`, code }
}

const callTool = (name: string, given: object): Promise<Response> =>
  fetch(`${house.gateUrl}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${house.key('reporter')}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } }),
  })

/** Inside the organisation, so that nobody is asked; resolves when it is all told. */
const mail = async (subject: string): Promise<string> =>
  (await callTool('mail_send', { ...outsideMail(subject), to: ['team@verhage.example'] })).text()

const unknownCalls = async () => listed.parse(JSON.parse((await as('ruth', 'settle', '--json')).said)).calls

describe('the commands for calls', { timeout: 120_000 }, () => {
  it('keep the proof of one call, which somebody outside checks with the key alone', async () => {
    const answer = await ask(house.gateUrl, house.key('reporter'))
    const call = { id: answer.headers.get('x-sluis-call') ?? '' }
    // A notification of a breach asks when: the run says so of each call.
    const year = new Date().getFullYear()
    const line = new RegExp(`\\d+ \\w+ ${year}, \\d+:\\d+ {2}${call.id} {2}reporting: allowed, done\\n`)
    assert.match((await as('ruth', 'runs', 'run-of-reporter')).said, line)
    assert.match((await as('ruth', 'settle')).said, /The outcome of every call is known\./)
    const folder = join(house.folder, 'proofs')
    mkdirSync(folder)
    const { said, code } = await as('ruth', 'receipt', call.id, '--to', folder)
    assert.equal(code, 0, said)
    const checks = [...said.matchAll(/npx sluis-log (verify \S+) --key '(.*)'/g)]
    assert.equal(checks.length, 2)
    for (const [, args = '', key = ''] of checks) {
      const checked = spawnSync(process.execPath, [verifier, ...args.split(' '), '--key', key, '--lang', 'en'], {
        encoding: 'utf8',
      })
      assert.equal(checked.status, 0, checked.stdout)
      assert.match(checked.stdout, new RegExp(`VALID[^]*${call.id}`))
    }
    const proof = join(folder, `${call.id}.tlog-proof`)
    writeFileSync(proof, readFileSync(proof, 'utf8').replace(/^extra .*$/m, 'extra AAAA'))
    const forged = spawnSync(process.execPath, [verifier, 'verify', proof, '--key', checks[0]?.[2] ?? ''])
    assert.equal(forged.status, 1)
    assert.equal((await as('ruth', 'receipt', 'call-none')).code, 1)
    assert.match((await as('ruth', 'receipt', call.id, '--to', join(folder, 'none'))).said, /ENOENT.*--to/)
  })

  it('prove a call that was put to people, which has no outcome of its own', async () => {
    const answer = await callTool('mail_send', outsideMail('Hello'))
    const line = (await answer.text()).match(/\{.*\}/)?.[0] ?? ''
    const { gate } = readToolAnswer(JSON.parse(line).result)
    const { said } = await as('ruth', 'receipt', gate.call ?? '', '--to', house.folder)
    assert.match(said, /What was decided: /)
    assert.doesNotMatch(said, /What came of it/)
  })

  it('list the calls of unknown outcome, and take what a person found out', async () => {
    let unknown: Awaited<ReturnType<typeof unknownCalls>> = []
    for (let tries = 0; tries < 5 && unknown.length === 0; tries++) {
      const asked = upTo(40).map((nth) => mail(`To the team ${tries} ${nth}`).catch(() => undefined))
      await Promise.race(asked)
      await house.kill()
      await Promise.all(asked)
      await house.start()
      unknown = await unknownCalls()
    }
    const [lost] = unknown
    assert.ok(lost !== undefined, 'the server was killed with calls under way')
    assert.equal((await as('ruth', 'settle', lost.id, '--as', 'done', '--reason', 'seen')).code, 1, 'no auditor may')
    assert.equal((await as('omar', 'settle', lost.id)).code, 2)
    assert.equal((await as('omar', 'settle', lost.id, '--as', 'perhaps', '--reason', 'seen')).code, 2)
    const settled = await as('omar', 'settle', lost.id, '--as', 'done', '--reason', 'found at the mail server')
    assert.equal(settled.code, 0, settled.said)
    assert.match(settled.said, new RegExp(`${lost.id} .*allowed, done`))
    assert.equal((await unknownCalls()).length, unknown.length - 1)
  })
})
