// SPDX-License-Identifier: EUPL-1.2
import {
  consistencyProof,
  formatAddCheckpoint,
  LogError,
  maxNoteLength,
  type NoteSignature,
  parseCosignatures,
  parseNote,
  parseWitnessSize,
  type VerifierKey,
  verifyNote,
} from '@sluis/log'
import { JournalError, type LogReader, type Sentence } from '../journal/index.ts'

export interface Witness {
  readonly key: VerifierKey
  /** The submission prefix. */
  readonly url: string
}

export type Answer =
  | { readonly kind: 'cosigned'; readonly signatures: readonly NoteSignature[] }
  /** It saw a larger tree of this log, or another history. */
  | { readonly kind: 'ahead'; readonly sentence: Sentence }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'refused'; readonly status: number }

const patienceMs = 10_000

/**
 * Shows a witness a checkpoint (tlog-witness "add-checkpoint") with the proof that it continues what the witness saw
 * last. Tries `size` first; a witness that saw less answers with its own size, and the proof then starts from there.
 */
export async function submit(witness: Witness, note: string, size: number, log: LogReader): Promise<Answer> {
  try {
    const first = await post(witness, note, size, size, log)
    if (first.status !== 409) return await read(first, witness, note)
    const seen = parseWitnessSize(first.text)
    if (seen > size) {
      return {
        kind: 'ahead',
        sentence: {
          nl: `${witness.key.name} zag ${seen} vermeldingen, en hier zijn er ${size}`,
          en: `${witness.key.name} saw a tree of ${seen} entries, and here are ${size}`,
        },
      }
    }
    const second = await post(witness, note, seen, size, log)
    // Asked from the very size that it names, it can only mean the root: earlier texts of tlog-witness want 409 for that.
    if (second.status === 409 && seen === size && parseWitnessSize(second.text) === size) return anotherHistory(witness)
    return await read(second, witness, note)
  } catch (error) {
    if (error instanceof JournalError) throw error
    return { kind: 'failed', error }
  }
}

interface Reply {
  readonly status: number
  readonly text: string
}

async function post({ url }: Witness, note: string, old: number, size: number, log: LogReader): Promise<Reply> {
  const proof = await consistencyProof(old, size, log.coveredTile)
  const response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
    method: 'POST',
    body: formatAddCheckpoint({ oldSize: old, proof, checkpoint: note }),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  })
  return { status: response.status, text: await readBounded(response) }
}

function anotherHistory({ key }: Witness): Answer {
  const sentence = {
    nl: `${key.name} zag een ander verleden van dit log`,
    en: `${key.name} saw another history of this log`,
  }
  return { kind: 'ahead', sentence }
}

async function read({ status, text }: Reply, witness: Witness, note: string): Promise<Answer> {
  if (status === 422) return anotherHistory(witness)
  if (status !== 200) return { kind: 'refused', status }
  const { key } = witness
  const own = parseCosignatures(text).filter(({ name, keyId }) => name === key.name && keyId === key.keyId)
  // A signature that doesn't verify is not kept: whoever trusts this witness would reject the whole note for it.
  await verifyNote({ text: parseNote(note).text, signatures: own }, [key])
  return { kind: 'cosigned', signatures: own }
}

/** A witness is an outsider: its answer is read no further than the length of an honest one. */
async function readBounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > maxNoteLength) throw new LogError('too-large', 'the answer is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
