// SPDX-License-Identifier: EUPL-1.2
// The guide's page on the signing key, followed step by step with the real commands.
import assert from 'node:assert/strict'
import { copyFileSync, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { Commands } from './commands.ts'

const commands = new Commands()
const at = (name: string): string => commands.at(name)
after(() => commands[Symbol.dispose]())

describe('the guide on the signing key', () => {
  it('replaces a key so that readers of the old one learn the new one', { timeout: 300_000 }, async () => {
    await commands.serveOnce('data')
    const old = commands.export('data', 'before')
    const nowhere = commands.run('replace-key', '--data', at('data'), '--receipt', at('nowhere/proof'))
    assert.match(nowhere.text, /^The proof for readers can't be written to .* Nothing was replaced\.$/m)
    assert.equal(commands.export('data', 'still'), old, 'and that is so')
    const { verifierKey, retired } = JSON.parse(commands.sluis('replace-key', '--data', at('data'), '--json'))
    await commands.serveOnce('data')

    const shown = commands.verify(at('new-log-key.tlog-proof'), '--key', old)
    assert.equal(shown.status, 0, shown.text)
    assert.match(shown.text, /log\.key-replaced/)
    assert.ok(shown.text.includes(verifierKey), shown.text)

    assert.equal(commands.export('data', 'after'), verifierKey)
    assert.equal(commands.verify(at('after'), '--key', verifierKey).status, 0)
    assert.equal(commands.verify(at('after'), '--key', old).status, 1, 'the old key signs no more')
    writeFileSync(at('policy'), `log ${old}\nlog ${verifierKey}\nquorum none\n`)
    const both = commands.verify(at('after'), '--policy', at('policy'), '--against', at('before/checkpoint'))
    assert.equal(both.status, 0, both.text)
    const proved = commands.verify(at('new-log-key.tlog-proof'), '--policy', at('policy'))
    assert.equal(proved.text.match(/^Signed by: /gm)?.length, 2, 'both signed the checkpoint in between')
    assert.doesNotMatch(proved.text, /Ignored/, 'a reader who gave both keys is not told of a key that was not given')
    rmSync(retired)
    await commands.serveOnce('data')
  })

  it('goes on after a key was lost, and only then with another one', { timeout: 300_000 }, async () => {
    await commands.serveOnce('lost')
    const old = commands.export('lost', 'lost-before')
    copyFileSync(at('lost/log.key'), at('copy.key'))
    rmSync(at('lost/log.key'))
    const refusal = commands.refuseToServe('lost')
    assert.match(refusal, /log\.key is not there; put it back\. If a signer has it/)
    assert.doesNotMatch(refusal, /damaged|backup/, 'the log is whole, and no copy of it helps')
    assert.match(commands.run('replace-key', '--data', at('lost')).text, /gone for good, give --lost/)

    copyFileSync(at('copy.key'), at('lost/log.key'))
    await commands.serveOnce('lost')
    rmSync(at('lost/log.key'))
    const { verifierKey } = JSON.parse(commands.sluis('replace-key', '--lost', '--data', at('lost'), '--json'))
    await commands.serveOnce('lost')
    commands.export('lost', 'lost-after')
    writeFileSync(at('policy'), `log ${old}\nlog ${verifierKey}\nquorum none\n`)
    const held = commands.verify(at('lost-after'), '--policy', at('policy'), '--against', at('lost-before/checkpoint'))
    assert.equal(held.status, 0, held.text)
  })

  it('moves the key to a signer, that then keeps old copies from being served', { timeout: 300_000 }, async () => {
    await commands.serveOnce('moved')
    const log = 'verhage.sluis.invalid/log'
    const signer = await commands.start(
      /listens at/,
      'signer',
      '--key',
      at('signer.key'),
      '--socket',
      at('socket'),
      '--log',
      log,
    )
    const { verifierKey } = JSON.parse(
      commands.sluis('replace-key', '--data', at('moved'), '--next', at('socket'), '--json'),
    )
    assert.ok(signer.text().includes(verifierKey))
    await commands.serveOnce('moved', '--signer', at('socket'))
    assert.equal(existsSync(at('moved/log.key')), false)
    commands.export('moved', 'moved-log')
    cpSync(at('moved'), at('old-copy'), { recursive: true })
    await commands.serveOnce('moved', '--signer', at('socket'))
    const old = commands.refuseToServe('old-copy', '--signer', at('socket'))
    assert.match(old, /older than it was: the signer signed a tree of \d+ entries/)
    await signer.close()
    const away = commands.refuseToServe('moved', '--signer', at('socket'))
    assert.match(away, /the signer at .* does not answer/)
  })

  it('does not run on a log that is older than a checkpoint that somebody kept', { timeout: 300_000 }, async () => {
    await commands.serveOnce('kept')
    cpSync(at('kept'), at('kept-old'), { recursive: true })
    await commands.serveOnce('kept')
    commands.export('kept', 'kept-log')
    const checkpoint = at('kept-log/checkpoint')
    await commands.serveOnce('kept', '--known-checkpoint', checkpoint)
    const refused = commands.refuseToServe('kept-old', '--known-checkpoint', checkpoint)
    assert.match(refused, /older than it was: .*entries that it covers are not here/)
  })
})
