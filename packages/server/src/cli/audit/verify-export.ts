// SPDX-License-Identifier: EUPL-1.2
// Verification shares nothing with a server: this file and what it imports know the log's format and the public part of
// an entry, and none of Sluis's rooms.
import { LogError, type LogVerification, parseVerifierKey, type TrustPolicy, trustKey, verifyLog } from '@sluis/log'
import { directorySource } from '@sluis/log/node'
import { CliError } from '../error.ts'
import { keptCheckpoints, keptKey } from '../input/kept.ts'
import { progressTo } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { type AuditReport, CallAudit } from './call-audit.ts'
import { tellFault } from './fault.ts'

interface VerifyWish {
  readonly directory: string
  readonly key: string | undefined
  /** Files with checkpoints that the reader already had. */
  readonly against: readonly string[]
}

export interface Verified {
  readonly answer: LogVerification
  /** Only meaningful when the answer is `valid`. */
  readonly report: AuditReport
}

/** Verifies the log and, in the same pass over the same bytes, that each entry can follow those before it. */
export async function verifyExport({ directory, key, against }: VerifyWish, terminal: Terminal): Promise<Verified> {
  const { say, warn } = terminal
  const audit = new CallAudit()
  const progress = progressTo(warn)
  try {
    const answer = await verifyLog(directorySource(directory), {
      policy: trustIn(key, terminal),
      against: keptCheckpoints(against, terminal),
      onEntry: (index, bytes) => {
        const fault = audit.check(index, bytes)
        return fault === undefined ? undefined : tellFault(fault, say)
      },
      onProgress: (done, total) =>
        progress(() => say(`${done} van ${total} vermeldingen gecontroleerd`, `${done} of ${total} entries checked`)),
    })
    return { answer, report: audit.report() }
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    if (error.code === 'unreachable') {
      return { answer: { kind: error.code, message: error.message }, report: audit.report() }
    }
    // A file given along with the log can't be used, which says nothing about the log.
    throw new CliError('misused', say(`Niet bruikbaar: ${error.message}`, `Can't be used: ${error.message}`))
  }
}

function trustIn(key: string | undefined, terminal: Terminal): TrustPolicy | undefined {
  return key === undefined ? undefined : trustKey(parseVerifierKey(keptKey(key, terminal)))
}
