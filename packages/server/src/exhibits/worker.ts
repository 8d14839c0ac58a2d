// SPDX-License-Identifier: EUPL-1.2
// Makes an exhibit on a thread of its own: megabytes are opened, hashed and written, and calls and the stop are served
// meanwhile (P4).
import { parentPort, workerData } from 'node:worker_threads'
import { exhibitFormat, LogError, parseExhibit, parseVerifierKey, trustKey, verifyExhibit } from '@sluis/log'
import { openToGive, readLog, receiptUpTo } from '../journal/index.ts'
import type { ExhibitOrder, FromMaker } from './protocol.ts'

/** In letters of base64url. */
const longest = 32 * 1024 * 1024

async function made({ place, verifierKey, entries, names }: ExhibitOrder): Promise<FromMaker> {
  const given = await openToGive(place, entries, longest)
  if (given === 'gone') return { refused: 'field-gone' }
  if (given === 'too-long') return { refused: 'exhibit-too-large' }
  const proofs = await readLog(place, async (log) => {
    const checkpoint = await log.checkpoint()
    if (entries.some(({ index }) => index >= checkpoint.size)) return undefined
    return await Promise.all(entries.map(({ index }) => receiptUpTo(log, index, checkpoint)))
  })
  if (proofs === undefined) return { refused: 'entry-unknown' }
  const shown = proofs.map((proof, at) => ({ proof, disclosures: given.disclosures[at] ?? [] }))
  // A disclosure to a line, so that whoever passes it on can leave some out.
  const exhibit = JSON.stringify({ format: exhibitFormat, entries: shown, names }, null, 1)
  const file = new TextEncoder().encode(`${exhibit}\n`)
  try {
    // Whoever gets it holds it to the same bounds, and to the same log.
    await verifyExhibit(parseExhibit(file), trustKey(parseVerifierKey(verifierKey)))
  } catch (error) {
    if (error instanceof LogError && error.code === 'too-large') return { refused: 'exhibit-too-large' }
    throw error
  }
  return { file, keys: given.keys }
}

const answer = await made(workerData)
parentPort?.postMessage(answer, 'file' in answer ? [answer.file.buffer] : [])
