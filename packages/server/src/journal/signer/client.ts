// SPDX-License-Identifier: EUPL-1.2
import { createConnection } from 'node:net'
import { formatNote, LogError, parseNote, parseVerifierKey, type VerifierKey, verifyNote } from '@sluis/log'
import { JournalError, messageOf } from '../error.ts'
import type { LogKey } from '../log-key.ts'
import { readLine } from './line.ts'
import { formatRequest, parseAnswer, type SignerAnswer, type SignerRequest } from './protocol.ts'

/** Whoever asks holds the log meanwhile: shorter than a shared database lets anybody hang while holding it. */
const patienceMs = 1500

/**
 * The key of a signer behind a Unix socket. Each question is a connection of its own, so that a signer may be restarted
 * at any time. Throws `unwritable` if it does not answer, `key-unusable` if its key is of another log.
 */
export async function connectSigner(socket: string, origin: string): Promise<LogKey> {
  const answer = await ask(socket, { ask: 'key' })
  if (answer.kind !== 'key')
    throw failing(`de ondertekenaar op ${socket} gaf geen sleutel`, `the signer at ${socket} gave no key`)
  const { verifierKey } = answer
  const key = parseVerifierKey(verifierKey)
  if (key.name !== origin) {
    throw new JournalError('key-unusable', {
      nl: `de ondertekenaar op ${socket} tekent voor ${key.name}, en dit log is ${origin}`,
      en: `the signer at ${socket} signs for ${key.name}, and this log is ${origin}`,
    })
  }
  const sign = async (text: Uint8Array): Promise<Uint8Array> => {
    const answer = await ask(socket, { ask: 'sign', text })
    if (answer.kind === 'signature') {
      if (await holds(answer.signature, text, key)) return answer.signature
      throw await whyNot(socket, verifierKey)
    }
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
  return { verifierKey, signer: { name, keyId, type, sign }, remembers: true }
}

/** An invalid signature must not become a checkpoint that nobody can verify. */
async function holds(signature: Uint8Array, text: Uint8Array, key: VerifierKey): Promise<boolean> {
  const { name, keyId } = key
  const note = formatNote({ text: Buffer.from(text).toString(), signatures: [{ name, keyId, signature }] })
  try {
    await verifyNote(parseNote(note), [key])
    return true
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    return false
  }
}

async function whyNot(socket: string, verifierKey: string): Promise<JournalError> {
  const now = await ask(socket, { ask: 'key' })
  if (now.kind === 'key' && now.verifierKey !== verifierKey)
    return failing(
      `de ondertekenaar op ${socket} heeft nu een andere sleutel dan dit log; start hem met de sleutel van het log`,
      `the signer at ${socket} has another key by now than this log; start it with the log's key`,
    )
  return failing('de handtekening van de ondertekenaar klopt niet', 'the signer gave a signature that does not hold')
}

async function ask(socket: string, request: SignerRequest): Promise<SignerAnswer> {
  const connection = createConnection(socket)
  try {
    const line = readLine(connection, patienceMs)
    connection.write(formatRequest(request))
    const answer = parseAnswer(await line)
    if (answer !== undefined) return answer
  } catch (cause) {
    const why = messageOf(cause)
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
