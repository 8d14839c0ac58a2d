// SPDX-License-Identifier: EUPL-1.2
// A small honest witness for tests (tlog-witness): it cosigns a log only as it grows, and what it cosigned is on the
// disk before anyone is told, so that no crash lets it cosign another past.
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import {
  cosign,
  emptyRoot,
  formatCosignatures,
  formatNote,
  formatWitnessSize,
  LogError,
  type NoteSigner,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  type TreeHead,
  trustKey,
  type VerifiedCheckpoint,
  type VerifierKey,
  verifyCheckpoint,
  verifyConsistency,
} from '../index.ts'

interface WitnessSettings {
  /** Where it keeps, for each log, the last checkpoint that it cosigned. */
  readonly folder: string
  readonly signer: NoteSigner
  readonly logs: readonly VerifierKey[]
  readonly now: () => number
}

export interface WitnessAnswer {
  readonly status: number
  readonly body: string
  readonly type?: string
}

const refused = (status: number, body: string): WitnessAnswer => ({ status, body: `${body}\n` })

/** A log's name in the monitoring addresses, and here in the folder: an origin is no file name. */
export const monitoringName = (origin: string): string => createHash('sha256').update(origin).digest('hex')

export class HonestWitness {
  readonly #settings: WitnessSettings
  /** One request at a time: comparing with what was cosigned last and replacing it is one step. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(settings: WitnessSettings) {
    this.#settings = settings
  }

  /** Answers `add-checkpoint`, with the statuses of tlog-witness in its order. */
  addCheckpoint(body: Uint8Array | string): Promise<WitnessAnswer> {
    const answer = this.#last.then(() => this.#answer(body))
    this.#last = answer.catch(() => undefined)
    return answer
  }

  /** The last checkpoint of a log that it cosigned, with both signatures: what a reader compares a log with. */
  checkpointOf(originHash: string): string | undefined {
    try {
      return readFileSync(join(this.#settings.folder, originHash), 'utf8')
    } catch {
      return undefined
    }
  }

  async #answer(body: Uint8Array | string): Promise<WitnessAnswer> {
    let request: ReturnType<typeof parseAddCheckpoint>
    try {
      request = parseAddCheckpoint(body)
    } catch (error) {
      return refused(400, messageOf(error))
    }
    const { origin } = parseCheckpoint(parseNote(request.checkpoint).text)
    const key = this.#settings.logs.find(({ name }) => name === origin)
    if (key === undefined) return refused(404, `the log ${origin} is not known here`)
    let verified: VerifiedCheckpoint
    try {
      verified = await verifyCheckpoint(request.checkpoint, trustKey(key))
    } catch (error) {
      return refused(403, messageOf(error))
    }
    const known = this.#headOf(origin)
    if (request.oldSize !== known.size) {
      return { status: 409, body: formatWitnessSize(known.size), type: 'text/x.tlog.size' }
    }
    try {
      verifyConsistency(known, verified.checkpoint, request.proof)
    } catch (error) {
      return refused(422, messageOf(error))
    }
    return this.#cosign(origin, verified)
  }

  async #cosign(origin: string, { note, logKey }: VerifiedCheckpoint): Promise<WitnessAnswer> {
    const { signer, now } = this.#settings
    const cosignature = await cosign(note.text, signer, Math.floor(now() / 1000))
    // Its own lines only: what else stands in the note was not verified.
    const ofLog = note.signatures.filter(({ name }) => name === logKey.name)
    this.#persist(monitoringName(origin), formatNote({ text: note.text, signatures: [...ofLog, cosignature] }))
    return { status: 200, body: formatCosignatures([cosignature]) }
  }

  #headOf(origin: string): TreeHead {
    const note = this.checkpointOf(monitoringName(origin))
    return note === undefined ? { size: 0, root: emptyRoot } : parseCheckpoint(parseNote(note).text)
  }

  #persist(name: string, note: string): void {
    const file = join(this.#settings.folder, name)
    const descriptor = openSync(`${file}.new`, 'w')
    writeSync(descriptor, note)
    fsyncSync(descriptor)
    closeSync(descriptor)
    renameSync(`${file}.new`, file)
    const folder = openSync(this.#settings.folder, 'r')
    fsyncSync(folder)
    closeSync(folder)
  }
}

function messageOf(error: unknown): string {
  if (error instanceof LogError) return error.message
  throw error
}

/** Serves the submission and monitoring addresses of a witness on this machine. */
export async function serveWitness(witness: HonestWitness): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { method, url = '' } = request
    const monitored = method === 'GET' ? /^\/([0-9a-f]{64})\/checkpoint$/.exec(url)?.[1] : undefined
    if (monitored !== undefined) {
      const note = witness.checkpointOf(monitored)
      response.writeHead(note === undefined ? 404 : 200).end(note)
      return
    }
    if (method !== 'POST' || url !== '/add-checkpoint') {
      response.writeHead(404).end()
      return
    }
    const answer = await witness.addCheckpoint(Buffer.concat(await request.toArray()))
    response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain' }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
