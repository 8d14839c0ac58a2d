// SPDX-License-Identifier: EUPL-1.2
import { decodeUtf8, encodeBase64 } from './bytes.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { LogError } from './error.ts'
import { checkHash } from './merkle.ts'
import { formatSignatureLine, maxNoteLength, type NoteSignature, parseNote, parseSignatureLines } from './note.ts'
import { checkSize, parseDecimal } from './number.ts'
import { parseHashLines } from './receipt.ts'

/** The protocol's own bound on the lines of a consistency proof (tlog-witness "add-checkpoint"). */
const maxProofLines = 63
const maxRequestLength = maxNoteLength + 4096

/** What a log sends a witness: the size that the witness cosigned last, the proof from there, the signed checkpoint. */
export interface AddCheckpointRequest {
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: string
}

/** Writes the body of `POST <submission prefix>/add-checkpoint`. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpointRequest): string {
  if (proof.length > maxProofLines) throw new LogError('witness-message', `a proof has at most ${maxProofLines} hashes`)
  const hashes = proof.map((hash) => `${encodeBase64(checkHash(hash, 'proof hash'))}\n`)
  return `old ${checkSize(oldSize, 'old size')}\n${hashes.join('')}\n${checkpoint}`
}

/**
 * Reads an add-checkpoint body, for a witness that answers 400 to what isn't one. No signature and no proof is verified
 * here. Throws `too-large`, `encoding`, `witness-message`, or what a note and a checkpoint throw.
 */
export function parseAddCheckpoint(input: Uint8Array | string): AddCheckpointRequest {
  if (input.length > maxRequestLength) throw new LogError('too-large', `a request is at most ${maxRequestLength} bytes`)
  const text = typeof input === 'string' ? input : decodeUtf8(input)
  const split = text.indexOf('\n\n')
  const [oldLine = '', ...hashLines] = text.slice(0, Math.max(0, split)).split('\n', maxProofLines + 2)
  const oldSize = oldLine.startsWith('old ') ? parseDecimal(oldLine.slice('old '.length)) : undefined
  if (oldSize === undefined) throw new LogError('witness-message', 'line 1 is not "old <size>"', { line: 1 })
  const proof = hashLines.length > maxProofLines ? undefined : parseHashLines(hashLines)
  if (proof === undefined) throw new LogError('witness-message', `the proof is not up to ${maxProofLines} hashes`)
  const checkpoint = text.slice(split + 2)
  const { size } = parseCheckpoint(parseNote(checkpoint).text)
  if (oldSize > size) throw new LogError('witness-message', `the old size ${oldSize} is beyond the new one, ${size}`)
  return { oldSize, proof, checkpoint }
}

/** Writes a witness's answer: its cosignature lines and nothing else. */
export function formatCosignatures(signatures: readonly NoteSignature[]): string {
  if (signatures.length === 0) throw new LogError('witness-message', 'a witness answers with a cosignature')
  return signatures.map(formatSignatureLine).join('')
}

/** Reads a witness's answer. Verify the lines together with the checkpoint's text before keeping any. */
export function parseCosignatures(input: Uint8Array | string): NoteSignature[] {
  if (input.length > maxNoteLength) throw new LogError('too-large', `an answer is at most ${maxNoteLength} bytes`)
  return parseSignatureLines(typeof input === 'string' ? input : decodeUtf8(input), 1)
}

/** Writes the body of a 409: the size that the witness cosigned last (type `text/x.tlog.size`). */
export function formatWitnessSize(size: number): string {
  return `${checkSize(size, 'tree size')}\n`
}

/** Reads the body of a 409. Throws `witness-message`. */
export function parseWitnessSize(input: Uint8Array | string): number {
  const text = input.length > 32 ? '' : typeof input === 'string' ? input : decodeUtf8(input)
  const size = text.endsWith('\n') ? parseDecimal(text.slice(0, -1)) : undefined
  if (size === undefined) throw new LogError('witness-message', 'not a tree size')
  return size
}
