// SPDX-License-Identifier: EUPL-1.2
// Runs the weekly report while its server is killed again and again, and gives what is left to look at.
import { type ChildProcess, fork } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import {
  type KeptMail,
  modelId,
  readKeptMails,
  startMailServer,
  startScriptedModel,
} from '../../examples/weekly-report/stand-ins/index.ts'

const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const program = fileURLToPath(new URL('./killed-server.ts', import.meta.url))

export interface KilledJob extends AsyncDisposable {
  readonly dataFolder: string
  readonly kills: number
  readonly end: string
  readonly mails: readonly KeptMail[]
  /** The kind of every entry that the server said was durable, by its index. */
  readonly acknowledged: ReadonlyMap<number, string>
}

/** One job, killed at random moments at most `maxKills` times, then left to finish. */
export async function runKilledJob(maxKills: number, random: () => number): Promise<KilledJob> {
  await using running = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'sluis-killed-'))
  running.defer(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['books', 'organisation']) cpSync(join(example, part), join(folder, part), { recursive: true })
  const mail = running.use(await startMailServer({ folder: join(folder, 'mail') }))
  const model = running.use(await startScriptedModel())
  const acknowledged = new Map<number, string>()
  const args = [folder, String(await freePort()), String(await freePort())]
  const env = {
    SLUIS_MODEL_URL: model.url,
    SLUIS_SMTP_URL: mail.url,
    SLUIS_MODEL: modelId,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
  }
  let kills = 0
  let end = 'killed'
  while (end === 'killed') {
    const moment = kills < maxKills ? momentOf(random) : undefined
    const child = fork(program, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    end = await endOf(child, moment, acknowledged)
    if (end === 'killed') kills++
  }
  await Promise.all([mail.stop(), model.stop()])
  const mails = (await readKeptMails(join(folder, 'mail'))).filter(({ messageId }) => messageId.startsWith('<call-'))
  const all = running.move()
  return {
    dataFolder: join(folder, 'data'),
    kills,
    end,
    acknowledged,
    mails,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** At a time, or at an entry: right after an intent became durable is where most can go wrong. */
type Moment = { readonly afterMs: number } | { readonly afterEntries: number }

function momentOf(random: () => number): Moment {
  return random() < 0.4
    ? { afterMs: 800 + Math.floor(random() * 3500) }
    : { afterEntries: 3 + Math.floor(random() * 60) }
}

async function endOf(child: ChildProcess, moment: Moment | undefined, acknowledged: Map<number, string>) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let entries = 0
  child.on('message', (message: { index?: number; kind?: string; finished?: string }) => {
    if (message.finished !== undefined) resolve(message.finished)
    else if (message.index !== undefined && message.kind !== undefined) {
      acknowledged.set(message.index, message.kind)
      entries++
      const isDue = moment !== undefined && 'afterEntries' in moment && entries >= moment.afterEntries
      if (isDue && message.kind === 'call.allowed') resolve('killed')
    }
  })
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  child.once('exit', (code) => {
    if (code !== null) reject(new Error(`the server ended by itself with ${code}`))
  })
  const timer =
    moment !== undefined && 'afterMs' in moment ? setTimeout(() => resolve('killed'), moment.afterMs) : undefined
  const giveUp = setTimeout(() => reject(new Error('the job did not finish in two minutes')), 120_000)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    clearTimeout(giveUp)
    child.kill('SIGKILL')
    await exited
  }
}
