// SPDX-License-Identifier: EUPL-1.2
import { createConnection } from 'node:net'
import { formatNote, LogError, parseNote, parseVerifierKey, type VerifierKey, verifyNote } from '@sluis/log'
import { JournalError } from '../error.ts'
import type { LogKey } from '../log-key.ts'
import { readLine } from './line.ts'
import { formatRequest, parseAnswer, type SignerAnswer, type SignerRequest } from './protocol.ts'

const patienceMs = 5000

/**
 * The key of a signer behind a Unix socket. Each question is a connection of its own, so that a signer may be restarted
 * at any time. Throws `unwritable` when it does not answer, `key-unusable` when its key is of another log.
 */
export async function connectSigner(socket: string, origin: string): Promise<LogKey> {
  const answer = await ask(socket, { ask: 'key' })
  if (answer.kind !== 'key')
    throw failing(`de ondertekenaar op ${socket} gaf geen sleutel`, `the signer at ${socket} gave no key`)
  const key = parseVerifierKey(answer.verifierKey)
  if (key.name !== origin) {
    throw new JournalError('key-unusable', {
      nl: `de ondertekenaar op ${socket} tekent voor ${key.name}, en dit log is ${origin}`,
      en: `the signer at ${socket} signs for ${key.name}, and this log is ${origin}`,
    })
  }
  const sign = async (text: Uint8Array): Promise<Uint8Array> => {
    const answer = await ask(socket, { ask: 'sign', text })
    if (answer.kind === 'signature') return await checked(answer.signature, text, key)
    if (answer.kind !== 'refused')
      throw failing('de ondertekenaar gaf geen handtekening', 'the signer gave no signature')
    const { code, size } = answer
    if (code === 'behind' || code === 'forked') {
      throw new JournalError('behind', {
        nl: `de ondertekenaar tekende voor ${size} vermeldingen die hier niet zijn`,
        en: `the signer signed a tree of ${size} entries that this store does not hold`,
      })
    }
    throw failing(`de ondertekenaar weigerde: ${code}`, `the signer refused: ${code}`)
  }
  const { name, keyId, type } = key
  return { verifierKey: answer.verifierKey, signer: { name, keyId, type, sign }, remembers: true }
}

/** A signature that doesn't hold must not become a checkpoint that nobody can verify. */
async function checked(signature: Uint8Array, text: Uint8Array, key: VerifierKey): Promise<Uint8Array> {
  const { name, keyId } = key
  const note = formatNote({ text: Buffer.from(text).toString(), signatures: [{ name, keyId, signature }] })
  try {
    await verifyNote(parseNote(note), [key])
    return signature
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    throw failing(
      'de handtekening van de ondertekenaar klopt niet',
      'the signer gave a signature that does not hold',
      cause,
    )
  }
}

async function ask(socket: string, request: SignerRequest): Promise<SignerAnswer> {
  const connection = createConnection(socket)
  try {
    const line = readLine(connection, patienceMs)
    connection.write(formatRequest(request))
    const answer = parseAnswer(await line)
    if (answer !== undefined) return answer
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw failing(
      `de ondertekenaar op ${socket} antwoordt niet (${why})`,
      `the signer at ${socket} does not answer (${why})`,
      cause,
    )
  } finally {
    connection.destroy()
  }
  throw failing(`wat op ${socket} antwoordt is geen ondertekenaar`, `what answers at ${socket} is no signer`)
}

function failing(nl: string, en: string, cause?: unknown): JournalError {
  return new JournalError('unwritable', { nl, en }, cause === undefined ? {} : { cause })
}
