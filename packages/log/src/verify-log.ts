// SPDX-License-Identifier: EUPL-1.2
import { type AuditResult, auditLog, type CheckEntry } from './audit.ts'
import { equalBytes } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import { LogError } from './error.ts'
import { type Evidence, type HeldCheckpoint, readEvidence } from './evidence.ts'
import { type Finding, findingOf } from './finding.ts'
import type { LogSource } from './log-source.ts'
import { emptyRoot } from './merkle.ts'
import { maxNoteLength, parseNote } from './note.ts'
import { isTileOfTree, parseTilePath } from './tile.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { formatKeyId } from './verifier-key.ts'
import { type VerifiedCheckpoint, verifyCheckpoint } from './verify-checkpoint.ts'
import { verifyInclusion } from './verify-proof.ts'

const checkpointPath = 'checkpoint'
const maxExtraFiles = 20
/** What desktop systems leave in any folder that someone opens. Never read, so never trusted. */
const desktopFiles = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/

export interface VerifyOptions {
  /** Whom the reader trusts, known from outside the log. Without it the answer can only be `key-unknown`. */
  readonly policy: TrustPolicy | undefined
  /** Checkpoints and receipts of this log that the reader has from elsewhere, earlier or later ones. */
  readonly against?: readonly Evidence[]
  readonly onEntry?: CheckEntry
  readonly onProgress?: (entries: number, total: number) => void
}

/** The four answers, told apart because each asks something else of the reader. */
export type LogVerification =
  | { readonly kind: 'valid'; readonly checkpoint: VerifiedCheckpoint }
  | { readonly kind: 'invalid'; readonly findings: readonly Finding[] }
  | { readonly kind: 'key-unknown'; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string }

/**
 * Verifies a whole log: the signed checkpoint, every entry, every hash of every tile, the root, and that it agrees with
 * what the reader holds already. Entries given to `onEntry` are proven only once the answer is `valid`. Throws a
 * `LogError` only for an `against` that can't be used: it says nothing about the log.
 */
export async function verifyLog(source: LogSource, options: VerifyOptions): Promise<LogVerification> {
  try {
    const opened = await openCheckpoint(source, options.policy)
    if ('kind' in opened) return opened
    const held = await readEvidence(options.against ?? [], opened.checkpoint.origin, options.policy)
    // Two signed checkpoints that contradict each other need no entry to be read.
    const contradictions = compareAll(held, opened.checkpoint, nothingRead)
    const findings = await unlessProven(contradictions, () => findAll(source, opened.checkpoint, held, options))
    return findings.length > 0 ? { kind: 'invalid', findings } : { kind: 'valid', checkpoint: opened }
  } catch (error) {
    if (error instanceof LogError && error.code === 'unreachable') return { kind: error.code, message: error.message }
    throw error
  }
}

async function openCheckpoint(
  source: LogSource,
  policy: TrustPolicy | undefined,
): Promise<VerifiedCheckpoint | Refusal> {
  try {
    const bytes = await source.read(checkpointPath, maxNoteLength)
    if (policy !== undefined) return await verifyCheckpoint(bytes, policy)
    const signers = parseNote(bytes).signatures.map(({ name, keyId }) => `${name} (${formatKeyId(keyId)})`)
    return {
      kind: 'key-unknown',
      message: `no key was given; the checkpoint says it is signed by ${signers.join(', ')}`,
    }
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    // An address without a checkpoint is no log; an export without one has lost it.
    const isNoLog = error.code === 'not-found' && source.list === undefined
    if (isNoLog || error.code === 'unreachable') return { kind: 'unreachable', message: error.message }
    return answerTo(error, checkpointPath)
  }
}

type Refusal = Exclude<LogVerification, { kind: 'valid' }>

/** The answer about a file that was refused. Throws what is no refusal. */
export function answerTo(error: unknown, path: string): Refusal {
  if (!(error instanceof LogError)) throw error
  if (error.code === 'key-unknown') return { kind: error.code, message: error.message }
  return { kind: 'invalid', findings: [findingOf(error, path)] }
}

async function findAll(
  source: LogSource,
  checkpoint: Checkpoint,
  held: readonly HeldCheckpoint[],
  { onEntry, onProgress }: VerifyOptions,
): Promise<readonly Finding[]> {
  const result = await auditLog(source, checkpoint, {
    rootsAt: new Set(held.map((one) => one.checkpoint.size)),
    leafHashesAt: new Set(held.flatMap(({ receipt }) => (receipt === undefined ? [] : [receipt.index]))),
    onEntry,
    onProgress: (entries) => onProgress?.(entries, checkpoint.size),
  })
  const findings = [...compareAll(held, checkpoint, result), ...result.findings]
  return unlessProven(findings, async () => [...findings, ...(await findExtraFiles(source, checkpoint.size))])
}

/** What is proven against a log stands, though its source then gives no more: or a server would end every accusation. */
async function unlessProven(proven: readonly Finding[], read: () => Promise<readonly Finding[]>) {
  try {
    return await read()
  } catch (error) {
    if (proven.length === 0 || !(error instanceof LogError) || error.code !== 'unreachable') throw error
    return proven
  }
}

const nothingRead: AuditResult = { findings: [], reachedRoot: false, roots: new Map(), leafHashes: new Map() }

function compareAll(held: readonly HeldCheckpoint[], own: Checkpoint, result: AuditResult): Finding[] {
  return held.flatMap((one) => compareHeld(one, own, result) ?? [])
}

/** What a checkpoint from elsewhere says about this log. */
function compareHeld(held: HeldCheckpoint, own: Checkpoint, result: AuditResult): Finding | undefined {
  const { name, checkpoint, receipt } = held
  if (checkpoint.size > own.size) {
    const missing = `${checkpoint.size - own.size} entries from ${own.size} on are missing`
    const message = `the log ends after ${own.size} entries and ${name} covers ${checkpoint.size}: ${missing}`
    return { code: 'cut', path: name, entry: own.size, message }
  }
  // What the signed root says of the same size needs no audit; of a smaller one, altered entries say nothing.
  const before = checkpoint.size === 0 ? emptyRoot : result.roots.get(checkpoint.size)
  const root = checkpoint.size === own.size ? own.root : result.reachedRoot ? before : undefined
  if (root === undefined) return undefined
  if (!equalBytes(root, checkpoint.root)) {
    const message = `the first ${checkpoint.size} entries are not those that ${name} was signed for`
    return { code: 'fork', path: name, message }
  }
  if (!result.reachedRoot || receipt === undefined) return undefined
  try {
    // An index beyond the log has no leaf; a proof of it is refused for that, whatever stands in the leaf's place.
    const leafHash = result.leafHashes.get(receipt.index) ?? emptyRoot
    verifyInclusion(leafHash, receipt.index, checkpoint, receipt.proof)
    return undefined
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    return { code: error.code, path: name, entry: receipt.index, message: error.message }
  }
}

/** Files that no checkpoint covers: someone could mistake them for part of the log. */
async function findExtraFiles(source: LogSource, size: number): Promise<Finding[]> {
  const findings: Finding[] = []
  for await (const path of source.list?.() ?? []) {
    if (path === checkpointPath || desktopFiles.test(path) || isFileOfTree(path, size)) continue
    findings.push({ code: 'extra-file', path, message: `${path} is no part of a log of ${size} entries` })
    if (findings.length === maxExtraFiles) break
  }
  return findings
}

function isFileOfTree(path: string, size: number): boolean {
  try {
    return isTileOfTree(parseTilePath(path), size)
  } catch {
    return false
  }
}
