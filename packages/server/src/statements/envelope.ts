// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { StatementError } from './error.ts'

/** An attestation usually has a few kilobytes; a test report with its cases stays below this. */
const maxPayloadBytes = 512 * 1024
const maxSignatures = 8
const maxSignatureLength = 1000

/** The JSON envelope of DSSE 1.0.2. Any other members are dropped ("Consumers MUST ignore"). */
export interface Envelope {
  readonly payloadType: string
  /** Kept exactly as it was written, so that a reader can verify what was sent. */
  readonly payload: string
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[]
}

const shape = z.object({
  payloadType: z.string().min(1).max(200),
  payload: z.string(),
  signatures: z
    .array(z.object({ keyid: z.string().max(128).default(''), sig: z.string().min(1).max(maxSignatureLength) }))
    .min(1)
    .max(maxSignatures),
})

/**
 * Reads an envelope that was parsed as JSON, without verifying it. Throws `envelope-malformed`, `statement-too-large`.
 */
export function readEnvelope(input: unknown): Envelope {
  const parsed = shape.safeParse(input)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new StatementError('envelope-malformed', `${issue?.path.join('.') || 'the envelope'}: ${issue?.message}`)
  }
  const { payloadType, payload } = parsed.data
  if (!payloadType.isWellFormed()) throw new StatementError('envelope-malformed', 'payloadType is no Unicode text')
  if (Buffer.byteLength(payload, 'base64') > maxPayloadBytes) {
    throw new StatementError('statement-too-large', `a payload is at most ${maxPayloadBytes} bytes`)
  }
  return parsed.data
}

/**
 * DSSE allows both alphabets. A text that isn't the exact encoding of its bytes is refused: it could be altered
 * unnoticed.
 */
export function decodeBase64(text: string, what: string): Buffer {
  const encoding = /[-_]/.test(text) ? 'base64url' : 'base64'
  const bytes = Buffer.from(text, encoding)
  const padded = bytes.toString('base64')
  const expected = encoding === 'base64' ? padded : padded.replaceAll('+', '-').replaceAll('/', '_')
  if (expected !== text) throw new StatementError('envelope-malformed', `${what} is not base64`)
  return bytes
}

/**
 * DSSE "Signature Definition": what is signed. It holds both lengths, so that type and payload can't run into each
 * other.
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType)
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload])
}
