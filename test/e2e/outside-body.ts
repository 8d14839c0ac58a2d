// SPDX-License-Identifier: EUPL-1.2
import { generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { assessmentType } from '../../packages/server/src/register/index.ts'

interface OutsideBody {
  /** Has the organisation in a folder take its assessments. */
  trustedBy(folder: string): void
  /** An assessment under its signature, as it is handed in. */
  states(assessment: Readonly<Record<string, unknown>>): unknown
}

/** A body that assesses systems of others, with a key of its own. */
export function outsideBody(): OutsideBody {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    trustedBy: (folder) => {
      const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
      const key = { id: 'body-1', validFrom: '2020-01-01', validUntil: '2100-01-01', publicKey: pem }
      const issuer = { id: 'body', name: 'Assessment Body', states: [assessmentType], keys: [key] }
      writeFileSync(join(folder, 'organisation/issuers.yaml'), stringify({ issuers: [issuer] }))
    },
    states: (assessment) => {
      const payload = Buffer.from(JSON.stringify(assessment))
      const head = `DSSEv1 ${assessmentType.length} ${assessmentType} ${payload.length} `
      const sig = sign(null, Buffer.concat([Buffer.from(head), payload]), privateKey).toString('base64')
      const signatures = [{ keyid: 'body-1', sig }]
      return { payloadType: assessmentType, payload: payload.toString('base64'), signatures }
    },
  }
}
