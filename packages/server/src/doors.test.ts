// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { doorsOf } from './doors.ts'

const ports = { gatePort: 8484, deskPort: 8485 }
const [gateUrl, deskUrl] = ['https://gate.example.nl', 'https://sluis.example.nl']

describe('the doors', () => {
  it('open to no network without TLS in front of both', () => {
    for (const hostname of ['0.0.0.0', '::', '192.0.2.1', '2001:db8::1', 'sluis.example.nl', '127.example.nl']) {
      for (const more of [{}, { gateUrl }, { deskUrl }, { gateUrl: 'http://gate.example.nl', deskUrl }]) {
        assert.throws(() => doorsOf({ ...ports, hostname, ...more }), { code: 'proxy-required' })
      }
      assert.equal(doorsOf({ ...ports, hostname, gateUrl, deskUrl }).deskUrl, deskUrl)
    }
  })

  it('are known to others by the proxy, and to this machine by the address that they listen on', () => {
    const own = (hostname: string) => doorsOf({ ...ports, hostname, gateUrl, deskUrl }).ownGateUrl
    const urls = ['http://127.0.0.1:8484', 'http://[::1]:8484', 'http://[::1]:8484', 'http://10.0.0.5:8484']
    assert.deepEqual(['0.0.0.0', '::', '::1', '10.0.0.5'].map(own), urls)
    assert.deepEqual(doorsOf({ ...ports, hostname: '127.0.0.1' }), {
      gateUrl: 'http://127.0.0.1:8484',
      deskUrl: 'http://127.0.0.1:8485',
      ownGateUrl: 'http://127.0.0.1:8484',
    })
  })
})
