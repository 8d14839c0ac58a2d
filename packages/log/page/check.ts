// SPDX-License-Identifier: EUPL-1.2
// What the page asks of the verifier, without a document: everything that decides is in `../src`.
import { encodeHex } from '../src/bytes.ts'
import { LogError } from '../src/error.ts'
import { maxExhibitLength, type ShownEntry } from '../src/exhibit.ts'
import { isExhibit, verifyExhibitFile } from '../src/exhibit-file.ts'
import type { FindingCode } from '../src/finding.ts'
import { maxGivenLength, verifyProofFile } from '../src/proof-file.ts'
import { sha256 } from '../src/sha256.ts'
import type { TrustPolicy } from '../src/trust-policy.ts'
import { type LogVerification, verifyLog } from '../src/verify-log.ts'
import { folderSource, readFile, type Subject } from './files.ts'
import { readTrust, trustedKeys } from './trust.ts'

export interface Asked {
  readonly subject: Subject
  /** A key or a policy, as it was pasted or as a file. */
  readonly trust: string | File
  /** With a log: checkpoints and proofs that the reader had already. */
  readonly kept: readonly File[]
  /** With a proof: its entry, if that stands beside it. */
  readonly entry: File | undefined
}

/** An entry that a proof leads to. */
export interface ProvenEntry {
  readonly index: number
  readonly bytes: Uint8Array
  /** In an exhibit: the private fields that somebody gave with it, and how many may be left. */
  readonly handedOver?: Pick<ShownEntry, 'fields' | 'unopened'>
}

export interface Answered {
  readonly kind: 'answered'
  readonly of: 'log' | 'proof' | 'exhibit'
  readonly answer: LogVerification
  readonly entries: readonly ProvenEntry[]
  /** Whom pseudonyms in the entries stand for. */
  readonly names: ReadonlyMap<string, string>
  /** The names of what the reader had already and the log agrees with. */
  readonly agrees: readonly string[]
  readonly subject: { readonly name: string; readonly length: number; readonly sha256: string | undefined }
  readonly keys: readonly string[]
}

/** `unusable` is about what was given beside the log, and so no word about the log. */
export type Outcome =
  | Answered
  | { readonly kind: 'entry-missing' }
  | { readonly kind: 'unusable'; readonly what: 'key' | 'other'; readonly code: FindingCode; readonly message: string }

export async function check(asked: Asked, onProgress: (entries: number, total: number) => void): Promise<Outcome> {
  let what: 'key' | 'other' = 'key'
  try {
    const { subject, trust } = asked
    const policy = readTrust(typeof trust === 'string' ? trust : await readFile(trust))
    what = 'other'
    return subject.kind === 'file'
      ? await checkFile(subject.file, asked, policy)
      : await checkFolder(subject, asked, policy, onProgress)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    return { kind: 'unusable', what, code: error.code, message: error.message }
  }
}

const keysOf = (policy: TrustPolicy | undefined): readonly string[] => (policy === undefined ? [] : trustedKeys(policy))

async function checkFile(file: File, asked: Asked, policy: TrustPolicy | undefined): Promise<Outcome> {
  const bytes = await readFile(file, maxExhibitLength)
  const told = {
    kind: 'answered',
    agrees: [],
    subject: { name: file.name, length: bytes.length, sha256: encodeHex(sha256(bytes)) },
    keys: keysOf(policy),
  } as const
  if (isExhibit(bytes)) {
    const { answer, shown } = await verifyExhibitFile(file.name, bytes, policy)
    const entries = (shown?.entries ?? []).map((entry) => ({
      index: entry.index,
      bytes: entry.bytes,
      handedOver: entry,
    }))
    return { ...told, of: 'exhibit', answer, entries, names: shown?.names ?? new Map() }
  }
  if (bytes.length > maxGivenLength) throw new LogError('too-large', `${file.name} is too long for a proof`)
  const entry = asked.entry === undefined ? undefined : await readFile(asked.entry)
  const verified = await verifyProofFile(file.name, bytes, entry, policy)
  if (verified === 'entry-missing') return { kind: 'entry-missing' }
  const { answer, proven } = verified
  return { ...told, of: 'proof', answer, entries: proven === undefined ? [] : [proven], names: new Map() }
}

async function checkFolder(
  { name, files }: Subject & { readonly kind: 'folder' },
  asked: Asked,
  policy: TrustPolicy | undefined,
  onProgress: (entries: number, total: number) => void,
): Promise<Outcome> {
  const against = await Promise.all(asked.kept.map(async (kept) => ({ name: kept.name, bytes: await readFile(kept) })))
  const answer = await verifyLog(folderSource(files), { policy, against, onProgress })
  const agrees = against.map((one) => one.name)
  const subject = { name, length: files.size, sha256: undefined }
  return { kind: 'answered', of: 'log', answer, entries: [], names: new Map(), agrees, subject, keys: keysOf(policy) }
}
