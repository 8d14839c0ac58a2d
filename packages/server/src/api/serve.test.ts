// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { isBoundedJson } from './bounded-json.ts'
import { ownHosts } from './hosts.ts'
import { ServeError, serveApi } from './index.ts'
import { LoginLimit } from './login-limit.ts'
import { openPeoplesDoor } from './testing/peoples-door.ts'

describe('opening the people’s door', () => {
  it('says so when the port is taken, and closes with requests under way', async () => {
    const door = await openPeoplesDoor()
    try {
      const port = Number(new URL(door.url).port)
      await assert.rejects(serveApi(door.services, { port, host: '127.0.0.1' }), ServeError)
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })

  it('lets a person in to stop everything, however many connections others hold open (P4)', {
    timeout: 60_000,
  }, async () => {
    const door = await openPeoplesDoor()
    const { hostname, port } = new URL(door.url)
    let left = 1100
    const bounded = Promise.withResolvers<void>()
    const held = Array.from({ length: left }, () => connect(Number(port), hostname))
    for (const socket of held) {
      socket.on('error', () => undefined).resume()
      socket.once('close', () => --left === 1024 && bounded.resolve())
    }
    try {
      await Promise.all(held.map((socket) => once(socket, 'connect')))
      const stop = await door.as('sanne', 'POST', '/api/v1/stops', { scope: 'all', reason: 'nu' })
      assert.equal(stop.status, 201)
      await bounded.promise
    } finally {
      for (const socket of held) socket.destroy()
      await door?.[Symbol.asyncDispose]()
    }
  })

  it('answers under the whole address that a proxy asks with, and refuses another as its own fault', async () => {
    const door = await openPeoplesDoor()
    const { host, hostname, port } = new URL(door.url)
    const statusOf = async (target: string): Promise<string | undefined> => {
      const socket = connect(Number(port), hostname)
      socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      const [head] = await once(socket, 'data')
      socket.destroy()
      return /^HTTP\/1\.1 (\d+)/.exec(String(head))?.[1]
    }
    try {
      assert.equal(await statusOf(`http://${host}/api/v1/openapi.json`), '200')
      for (const name of ['other.example', `somebody:secret@${host}`]) {
        assert.equal(await statusOf(`http://${name}/api/v1/openapi.json`), '421', name)
        assert.equal(await statusOf(`http://${name}/`), '421', name)
      }
    } finally {
      await door[Symbol.asyncDispose]()
    }
  })

  it('knows its own names, with the port where a browser sends it', () => {
    assert.ok(ownHosts('127.0.0.1', 80, undefined).has('localhost'))
    assert.ok(!ownHosts('127.0.0.1', 8485, undefined).has('localhost'))
    assert.ok(!ownHosts('0.0.0.0', 8485, undefined).has('0.0.0.0:8485'))
    assert.ok(ownHosts('::1', 8485, 'https://sluis.example:444').has('sluis.example:444'))
  })
})

describe('the count of refused sign-ins', () => {
  it('is per address and per minute, and its table does not grow without end', () => {
    let now = 0
    const limit = new LoginLimit(() => now)
    const tries = (address: string, count: number) =>
      Array.from({ length: count }, () => limit.isExceededBy(address)).filter((isExceeded) => isExceeded).length
    assert.equal(tries('a', 13), 3)
    assert.equal(tries('b', 10), 0)
    now += 60_000
    assert.equal(tries('a', 10), 0)
    for (let at = 0; at < 1000; at++) limit.isExceededBy(`x${at}`)
    assert.equal(tries('a', 10), 0)
  })
})

describe('bounded JSON', () => {
  it('takes what arguments look like, and nothing that could not be shown or digested', () => {
    assert.ok(isBoundedJson({ a: [1, null, true, 'é', { b: {} }] }))
    assert.ok(!isBoundedJson({ a: '\ud800' }))
    assert.ok(!isBoundedJson({ '\udfff': 1 }))
    const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)])
    assert.ok(isBoundedJson(deep(32)))
    assert.ok(!isBoundedJson(deep(33)))
  })
})
