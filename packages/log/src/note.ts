// SPDX-License-Identifier: EUPL-1.2
import { concatBytes, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from './bytes.ts'
import { LogError } from './error.ts'
import { isKeyName, type KeyType, keyTypes } from './verifier-key.ts'

/** Bounds of a note: room for a hundred Ed25519 signatures, or for some thirty of the large post-quantum ones. */
export const maxNoteLength = 128 * 1024
const maxSignatures = 100

/** One signature line. `signature` is what follows the four bytes of the key id. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  readonly signature: Uint8Array
}

/** A note that was read but not verified: nothing in it may be believed yet. */
export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** Signs with a key that stays elsewhere: node:crypto, WebCrypto, a socket. `sign` gives the bare signature. */
export interface NoteSigner {
  readonly name: string
  readonly keyId: number
  readonly type: KeyType
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>
}

function checkText(text: string): void {
  if (!text.isWellFormed() || /[\0-\x09\x0b-\x1f]/.test(text)) {
    throw new LogError('encoding', 'a note holds no control characters but the line end')
  }
}

function parseSignatureLine(text: string, line: number): NoteSignature {
  const [dash, name = '', encoded = '', ...rest] = text.split(' ', 4)
  const bytes = decodeBase64(encoded)
  if (dash !== '\u2014' || !isKeyName(name) || bytes === undefined || bytes.length < 5 || rest.length > 0) {
    throw new LogError('note', `line ${line} is not a signature: "\u2014 name base64"`, { line })
  }
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), signature: bytes.slice(4) }
}

/** Reads signature lines, each with its line end; `firstLine` is the number that errors count from. */
export function parseSignatureLines(text: string, firstLine: number): NoteSignature[] {
  if (!text.endsWith('\n')) throw new LogError('note', 'the last signature line is not ended')
  const lines = text.slice(0, -1).split('\n', maxSignatures + 1)
  if (lines.length > maxSignatures) throw new LogError('too-large', `a note has at most ${maxSignatures} signatures`)
  return lines.map((line, i) => parseSignatureLine(line, firstLine + i))
}

/**
 * Reads a signed note: text, an empty line, signature lines (signed-note "Format"). Nothing is verified. Throws
 * `too-large`, `encoding` or `note`.
 */
export function parseNote(input: Uint8Array | string): Note {
  if (input.length > maxNoteLength) throw new LogError('too-large', `a note is at most ${maxNoteLength} bytes`)
  const all = typeof input === 'string' ? input : decodeUtf8(input)
  checkText(all)
  // The text may hold empty lines itself: the signatures start after the last one.
  const split = all.lastIndexOf('\n\n')
  if (split < 0) throw new LogError('note', 'a note has an empty line before its signatures')
  const text = all.slice(0, split + 1)
  const textLines = text.split('\n').length - 1
  return { text, signatures: parseSignatureLines(all.slice(split + 2), textLines + 2) }
}

/** Writes one signature line, with its line end. Throws `note` for what `parseNote` would refuse. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  if (!isKeyName(name) || keyId !== keyId >>> 0 || signature.length === 0) {
    throw new LogError('note', 'a signature line needs a name, a key id below 2^32 and a signature')
  }
  const id = new Uint8Array(4)
  new DataView(id.buffer).setUint32(0, keyId)
  return `\u2014 ${name} ${encodeBase64(concatBytes([id, signature]))}\n`
}

/** Writes a note. Throws `note` when the text doesn't end its last line or nothing signs it. */
export function formatNote(note: Note): string {
  checkText(note.text)
  if (!note.text.endsWith('\n') || note.signatures.length === 0) {
    throw new LogError('note', 'a note needs a text that ends with a line end, and a signature')
  }
  return `${note.text}\n${note.signatures.map(formatSignatureLine).join('')}`
}

/** Signs, and refuses what can't be an Ed25519 signature, so that a broken signer never makes a note. */
export async function signEd25519(signer: NoteSigner, message: Uint8Array): Promise<Uint8Array> {
  const signature = await signer.sign(message)
  if (signature.length === 64) return signature
  throw new LogError('signature', `the signer of ${signer.name} gave ${signature.length} bytes, not 64`)
}

/** Signs a text as a new note, with Ed25519 keys of type 1. Throws `key-type` for a witness's key: see `cosign`. */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<string> {
  const signatures: NoteSignature[] = []
  for (const signer of signers) {
    const { name, keyId, type } = signer
    if (type !== keyTypes.ed25519) throw new LogError('key-type', `${name} does not sign notes`)
    signatures.push({ name, keyId, signature: await signEd25519(signer, encodeUtf8(text)) })
  }
  return formatNote({ text, signatures })
}
