// SPDX-License-Identifier: EUPL-1.2
// The guide's page on backups, followed with the real commands.
import assert from 'node:assert/strict'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { Commands } from './commands.ts'

const commands = new Commands()
const at = (name: string): string => commands.at(name)
after(() => commands[Symbol.dispose]())

describe('the guide on backups', () => {
  it('copies a running Sluis, and puts it back where it goes on', { timeout: 300_000 }, async () => {
    const server = await commands.serve('data')
    const told = commands.sluis('backup', at('copy'), '--data', at('data'))
    assert.match(told, /Backup in .*copy: \d+ entries from \S+\/data, /)
    const keptToday = told.match(/keep it elsewhere.*\n {2}(\S+)/)?.[1]
    assert.match(told, /Not in it: log\.key and digest\.key/)
    await server.close()
    const key = commands.export('data', 'export')
    assert.equal(keptToday, key, 'the key that restoring asks for is shown while there is still something to copy')
    writeFileSync(at('vkey'), `${key}\n`)

    const restored = commands.sluis('restore', at('copy'), '--data', at('new'), '--key', at('vkey'))
    assert.match(restored, /the whole log was checked/)
    assert.match(restored, /Put log\.key into/)
    for (const name of ['log.key', 'digest.key']) copyFileSync(at(`data/${name}`), at(`new/${name}`))
    await commands.serveOnce('new')
    commands.export('new', 'new-export')
    // Nothing was written between the copy and the end, so the new log goes on from it.
    const checked = commands.verify(at('new-export'), '--key', key, '--against', at('export/checkpoint'))
    assert.equal(checked.status, 0, checked.text)
  })

  it('puts back nothing that is older than a kept checkpoint, and nothing that was changed', {
    timeout: 300_000,
  }, async () => {
    await commands.serveOnce('live')
    commands.sluis('backup', at('old'), '--data', at('live'), '--with-secrets')
    await commands.serveOnce('live')
    const key = commands.export('live', 'live-export')
    const args = ['--data', at('back'), '--key', key, '--known-checkpoint', at('live-export/checkpoint')]
    const refused = commands.run('restore', at('old'), ...args)
    assert.equal(refused.status, 1)
    assert.match(refused.text, /entries from \d+ on are missing[\s\S]*Nothing was put back/)
    assert.equal(existsSync(at('back')), false)

    // Without the checkpoint it can be put back; a start that is given it does not run.
    commands.sluis('restore', at('old'), '--data', at('back'))
    assert.match(
      commands.refuseToServe('back', '--known-checkpoint', at('live-export/checkpoint')),
      /older than it was/,
    )

    assert.equal(commands.export('back', 'back-export'), key, 'what is left can be kept, without a start')
    assert.equal(commands.verify(at('back-export'), '--key', key).status, 0)

    const keys = readFileSync(at('old/keys/keys.db'))
    writeFileSync(at('old/keys/keys.db'), keys.fill(1, keys.length - 1))
    const changed = commands.run('restore', at('old'), '--data', at('other'))
    assert.match(changed.text, /keys\.db is not what was backed up/)
  })
})
