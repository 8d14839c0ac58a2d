// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadOrganisation, OrganisationError, tellProblem } from './index.ts'

const example = fileURLToPath(new URL('../../../../examples/weekly-report/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluis-issuers-'))
after(() => rmSync(folder, { recursive: true }))
for (const part of ['books', 'organisation']) cpSync(join(example, part), join(folder, part), { recursive: true })

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
const { publicKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 })

function issuer(id: string, key: string, text = pem, dates = 'validFrom: 2026-01-01, validUntil: 2027-01-01'): string {
  const lines = text.trim().split('\n').join('\n          ')
  return `  - id: ${id}
    name: ${id}
    states: [application/vnd.in-toto+json]
    keys:
      - ${dates.split(', ').join('\n        ')}
        id: ${key}
        publicKey: |
          ${lines}
`
}

function load(...issuers: readonly string[]) {
  writeFileSync(join(folder, 'organisation/issuers.yaml'), `issuers:\n${issuers.join('')}`)
  return loadOrganisation(join(folder, 'organisation'))
}

function problems(...issuers: readonly string[]): readonly string[] {
  try {
    load(...issuers)
    return []
  } catch (error) {
    assert.ok(error instanceof OrganisationError)
    return error.problems.map((problem) => tellProblem(problem, 'en'))
  }
}

describe('issuers.yaml', () => {
  it('may be absent, and then nobody’s statement is taken', () => {
    assert.equal(loadOrganisation(join(example, 'organisation')).issuers.size, 0)
  })

  it('is read with moments in UTC, and is part of the organisation’s digest', () => {
    const before = load(issuer('lab', 'k1'))
    const key = before.issuers.get('lab')?.keys[0]
    assert.deepEqual([key?.validFrom, key?.validUntil], [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)])
    const dates = 'validFrom: 2026-01-01, validUntil: 2027-01-01, revoked: 2026-05-01T12:00:00+02:00'
    const after = load(issuer('lab', 'k1', pem, dates))
    assert.equal(after.issuers.get('lab')?.keys[0]?.revoked, Date.UTC(2026, 4, 1, 10))
    assert.notEqual(after.digest, before.digest)
  })

  it('is refused with the line, for a private key, another kind of key, or dates that can’t be', () => {
    const secret = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    const cases: readonly [string, RegExp][] = [
      [issuer('lab', 'k1', secret), /^issuers\.yaml:9:\d+: .*no public key in PEM/],
      [issuer('lab', 'k1', rsa.export({ format: 'pem', type: 'spki' }).toString()), /Ed25519 or an ECDSA P-256/],
      [issuer('lab', 'k1', pem.replace('MCow', 'MCox')), /can not be read/],
      [issuer('lab', 'k1', pem, 'validFrom: 2027-01-01, validUntil: 2026-01-01'), /validFrom is not before/],
      [issuer('lab', 'k1', pem, 'validFrom: 1 May, validUntil: 2026-01-01'), /^issuers\.yaml:6:\d+: .*write a date/],
      [issuer('lab', 'k1', pem, 'validFrom: 2026-01-01'), /validUntil/],
    ]
    for (const [text, expected] of cases) assert.match(problems(text).join('\n'), expected)
  })

  it('lets no two issuers share a key or the name of one', () => {
    const found = problems(issuer('lab', 'k1'), issuer('ministry', 'k1')).join('\n')
    assert.match(found, /^issuers\.yaml:\d+:\d+: lab has a key k1 too/m)
    assert.match(found, /^issuers\.yaml:\d+:\d+: this is the same key as k1 \(lab\)/m)
  })
})
