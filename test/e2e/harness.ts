// SPDX-License-Identifier: EUPL-1.2
// Starts the real thing for tests that cross rooms: Sluis on a data folder of its own, the example's organisation and
// books as copies that a test may change, and the two stand-ins as processes.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { modelId, startMailServer, startScriptedModel } from '../../examples/weekly-report/stand-ins/index.ts'
import type { Person } from '../../packages/server/src/organisation/index.ts'
import { openSluis, type Sluis } from '../../packages/server/src/sluis.ts'

const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))

export interface House extends AsyncDisposable {
  readonly sluis: Sluis
  /** Holds `books`, `organisation`, `data`, `mail` and the model's transcript. */
  readonly folder: string
  readonly mailFolder: string
  readonly agentKey: string
  person(id: string): Person
  /** The bodies of all requests that reached the model. */
  modelRequests(): readonly string[]
  /** Closes Sluis and opens it again on the same folder. */
  restart(): Promise<Sluis>
}

export interface HouseOptions {
  /** Changes the copies before Sluis opens. */
  readonly prepare?: (folder: string) => void | Promise<void>
  readonly environment?: Readonly<Record<string, string>>
  readonly now?: () => number
  /** The socket of what signs the log, where its key lies elsewhere. */
  readonly signer?: string
}

export async function openHouse({ prepare, environment = {}, now, signer }: HouseOptions = {}): Promise<House> {
  await using opening = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'sluis-house-'))
  opening.defer(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['books', 'organisation']) cpSync(join(example, part), join(folder, part), { recursive: true })
  await prepare?.(folder)
  const mailFolder = join(folder, 'mail')
  const transcript = join(folder, 'transcript.jsonl')
  const mail = opening.use(await startMailServer({ folder: mailFolder }))
  const model = opening.use(await startScriptedModel({ transcript }))
  const settings = {
    organisationFolder: join(folder, 'organisation'),
    dataFolder: join(folder, 'data'),
    gatePort: await freePort(),
    deskPort: await freePort(),
    hostname: '127.0.0.1',
    graceMs: 500,
    ...(now === undefined ? {} : { now }),
    ...(signer === undefined ? {} : { custody: { signer } }),
    environment: {
      SLUIS_MODEL_URL: model.url,
      SLUIS_SMTP_URL: mail.url,
      SLUIS_MODEL: modelId,
      ...environment,
    },
  }
  let sluis = await openSluis(settings)
  opening.defer(() => sluis.close())
  const { key: agentKey } = await sluis.identity.issue({ kind: 'agent', principal: 'reporter' })
  const all = opening.move()
  return {
    get sluis() {
      return sluis
    },
    folder,
    mailFolder,
    agentKey,
    person: (id) => {
      const person = sluis.loaded().organisation.people.get(id)
      if (person === undefined) throw new RangeError(`nobody is called ${id}`)
      return person
    },
    modelRequests: () =>
      readFileSync(transcript, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    restart: async () => {
      await sluis.close()
      sluis = await openSluis(settings)
      return sluis
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** Waits until something holds; fails with its name when it doesn't in time. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not in ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
