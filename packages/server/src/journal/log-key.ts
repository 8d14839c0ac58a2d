// SPDX-License-Identifier: EUPL-1.2
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatVerifierKey, keyTypes, makeVerifierKey, type NoteSigner } from '@sluis/log'
import { readSecret } from './secret-file.ts'

export interface LogKey {
  readonly signer: NoteSigner
  /** What readers need, given outside the log: `name+id+key`. */
  readonly verifierKey: string
  /** Whether it never signs two trees of one size. It may then only be asked to sign what is committed. */
  readonly remembers: boolean
}

/**
 * The key that signs checkpoints: made on first use, in a file that only its owner may read. Refuses a file that
 * others can read, because whoever reads it can fork the log.
 */
export function openLogKey(file: string, origin: string): LogKey {
  const privateKey = createPrivateKey(readSecret(file, makeKey))
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  const key = makeVerifierKey(origin, keyTypes.ed25519, Buffer.from(x ?? '', 'base64url'))
  return {
    verifierKey: formatVerifierKey(key),
    remembers: false,
    signer: {
      name: key.name,
      keyId: key.keyId,
      type: key.type,
      sign: (message) => sign(null, message, privateKey),
    },
  }
}

function makeKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
}

const verifierKeyName = 'verifier-key'

/** The public half, for readers of the log beside a running process; the private one may be a signer's. */
export function readVerifierKey(folder: string): string | undefined {
  const file = join(folder, verifierKeyName)
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : undefined
}

/** Whole or not at all: it gets its name when it is written. */
export function writeVerifierKey(folder: string, verifierKey: string): void {
  const file = join(folder, verifierKeyName)
  const unfinished = `${file}.new`
  writeFileSync(unfinished, `${verifierKey}\n`)
  renameSync(unfinished, file)
}
