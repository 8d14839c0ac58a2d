// SPDX-License-Identifier: EUPL-1.2
// A judge asks who approved a mail, and what lay before them: the operator makes an exhibit by command, and somebody outside
// checks it with the log's key alone.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type ChildHouse, openChildHouse } from './child-house.ts'
import { connectAgent, outsideMail } from './outside-agent.ts'
import { sluisCommand } from './run-command.ts'

const verifier = fileURLToPath(new URL('../../packages/log/bin/sluis-log.cjs', import.meta.url))

let house: ChildHouse
let call: string
before(async () => {
  house = await openChildHouse()
  await house.start()
  await using agent = await connectAgent(house.gateUrl, house.key('reporter'))
  const { gate } = await agent.call('mail_send', outsideMail('About your invoice'))
  const approved = await as('sanne', 'approve', gate.case ?? '', '--reason', 'the right customer')
  assert.equal(approved.code, 0, approved.said)
  const sent = await agent.call('mail_send', outsideMail('About your invoice'))
  call = sent.gate.call ?? ''
})
after(() => house?.[Symbol.asyncDispose]())

async function as(who: string, ...args: readonly string[]): Promise<{ readonly said: string; readonly code: number }> {
  const { code, text, error } = await sluisCommand({ SLUIS_KEY: house.key(who) }, [...args, '--url', house.deskUrl])
  return { said: `${text}\n${error}`, code }
}

const check = (file: string, key: string, ...more: readonly string[]) =>
  spawnSync(process.execPath, [verifier, 'verify', file, '--key', key, '--lang', 'en', ...more], { encoding: 'utf8' })

describe('an exhibit', { timeout: 120_000 }, () => {
  it('shows a stranger what was asked, what lay before whom, why they approved it and what was sent', async () => {
    const file = join(house.folder, 'mail.exhibit.json')
    const { said, code } = await as('ruth', 'exhibit', call, '--for', 'the court, case 26/123', '--to', file)
    assert.equal(code, 0, said)
    const [, key = ''] = /npx sluis-log verify \S+ --full --key '(.*)'/.exec(said) ?? []
    const { status, stdout } = check(file, key, '--full')
    assert.equal(status, 0, stdout)
    assert.match(stdout, /^VALID\n/)
    for (const kind of ['organisation.loaded', 'call.held', 'case.verdict', 'call.allowed', 'call.ended']) {
      assert.match(stdout, new RegExp(`^Entry \\d+, \\S+, ${kind.replace('.', '\\.')}$`, 'm'))
    }
    assert.match(stdout, /subject: About your invoice/)
    assert.match(stdout, /the right customer/)
    assert.match(stdout, /[a-z2-7]{32} {2}person:sanne\n/)
    assert.match(stdout, /forbid/, 'the text of the rules that decided')
    assert.match(stdout, /Not proven: what was left out of them/)
  })

  it('is told to whoever looks up somebody in it: for whom, by whom and of which call', async () => {
    const { said, code } = await as('ruth', 'held', 'person:sanne')
    assert.equal(code, 0, said)
    assert.match(
      said,
      /^An exhibit of this was handed over:\n- .* {2}the court, case 26\/123\n {4}handed over by Ruth/m,
    )
    assert.match(said, new RegExp(`^ {4}of .*${call}`, 'm'))
    assert.match(said, /tell them when you erase \(GDPR art\. 19\)/)
  })

  it('lets its maker and everyone after them leave out what others need not see, and nobody change it', async () => {
    const file = join(house.folder, 'less.exhibit.json')
    const made = await as(
      'anna',
      'exhibit',
      call,
      '--for',
      'insurer',
      '--names',
      'none',
      '--without',
      'policies',
      '--to',
      file,
    )
    assert.equal(made.code, 0, made.said)
    const [, key = ''] = /--key '(.*)'/.exec(made.said) ?? []
    assert.doesNotMatch(check(file, key, '--full').stdout, /person:sanne|forbid/)
    const lines = readFileSync(file, 'utf8').split('\n')
    const fields = lines.flatMap((line) => /^ {4}"([\w-]+)",?$/.exec(line)?.[1] ?? [])
    assert.ok(fields.length > 3, 'a disclosure to a line')
    const exhibit = JSON.parse(lines.join('\n'))
    const verdict = exhibit.entries.find(({ disclosures }: { disclosures: string[] }) =>
      disclosures.some((one) => Buffer.from(one, 'base64url').includes('the right customer')),
    )
    const [reason = ''] = verdict.disclosures
    verdict.disclosures = []
    writeFileSync(file, JSON.stringify(exhibit))
    const without = check(file, key, '--full')
    assert.equal(without.status, 0, without.stdout)
    assert.doesNotMatch(without.stdout, /the right customer/)
    verdict.disclosures = [
      Buffer.from(Buffer.from(reason, 'base64url').toString().replace('right', 'wrong')).toString('base64url'),
    ]
    writeFileSync(file, JSON.stringify(exhibit))
    const forged = check(file, key)
    assert.equal(forged.status, 1)
    assert.match(forged.stdout, /^INVALID\n.*the entry does not commit to what was handed over with it/)
  })

  it('is made by who may see what is sealed, says for whom, and overwrites nothing', async () => {
    const file = join(house.folder, 'more.exhibit.json')
    assert.equal((await as('sanne', 'exhibit', call, '--for', 'me', '--to', file)).code, 1)
    assert.equal((await as('ruth', 'exhibit', call, '--to', file)).code, 2)
    assert.equal((await as('ruth', 'exhibit', 'call-none', '--for', 'me', '--to', file)).code, 1)
    const byNumber = await as('ruth', 'exhibit', '0', call, '--for', 'me', '--to', file, '--json')
    assert.equal(byNumber.code, 0, byNumber.said)
    const { entries } = JSON.parse(byNumber.said)
    assert.equal(entries[0].index, 0)
    const { stdout, status } = check(file, 'no key')
    assert.equal(status, 2, stdout)
    assert.equal(spawnSync(process.execPath, [verifier, 'verify', file]).status, 3)
  })
})
