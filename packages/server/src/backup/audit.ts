// SPDX-License-Identifier: EUPL-1.2
import { LogError, parseVerifierKey, type TrustPolicy, trustKey, verifyLog } from '@sluis/log'
import { readLog, sourceOf } from '../journal/index.ts'
import { BackupError } from './error.ts'

/** A checkpoint that somebody kept. */
export interface KeptCheckpoint {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What the log says is destroyed for good. */
export interface Gone {
  /** Pseudonyms of subjects that were erased. */
  readonly erased: readonly string[]
  /** Ids of keys that were revoked. */
  readonly revoked: readonly string[]
}

/** How many keys were destroyed again, and how many revoked again. */
export interface LostAgain {
  readonly erased: number
  readonly revoked: number
}

/**
 * Audits the log in a folder as an outsider would: every entry, every hash, the signature, and that it extends the
 * checkpoints that people kept. Gives what the log says must not come back. Throws `log-invalid`
 * or `checkpoint-unusable`.
 */
export async function auditLog(
  folder: string,
  verifierKey: string,
  kept: readonly KeptCheckpoint[],
  onAudited: (done: number, total: number) => void,
): Promise<Gone> {
  const erased: string[] = []
  const revoked: string[] = []
  const onEntry = (_: number, bytes: Uint8Array): string | undefined => {
    const leaf = JSON.parse(Buffer.from(bytes).toString('utf8'))
    if (leaf.kind === 'subject.erased') erased.push(String(leaf.data.subject))
    if (leaf.kind === 'key.revoked') revoked.push(String(leaf.data.key))
    return undefined
  }
  const policy = trustIn(verifierKey)
  try {
    const options = { policy, against: kept, onEntry, onProgress: onAudited }
    const answer = await readLog({ folder }, (log) => verifyLog(sourceOf(log), options))
    if (answer.kind === 'valid') return { erased, revoked }
    const why = answer.kind === 'invalid' ? answer.findings.map(({ message }) => message).join('; ') : answer.message
    throw new BackupError('log-invalid', why)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new BackupError('log-invalid', cause.message, { cause })
    if (!(cause instanceof LogError)) throw cause
    // A given checkpoint that can't be used says nothing about the log, but going on without it would be wrong.
    throw new BackupError('checkpoint-unusable', { nl: cause.message, en: cause.message }, { cause })
  }
}

function trustIn(verifierKey: string): TrustPolicy {
  try {
    return trustKey(parseVerifierKey(verifierKey))
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    throw new BackupError('log-invalid', cause.message, { cause })
  }
}
