// SPDX-License-Identifier: EUPL-1.2
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startServer } from '../../packages/server/src/cli/index.ts'
import type { Sluis } from '../../packages/server/src/sluis.ts'
import { freePort } from './free-port.ts'
import { type Judgement, judge } from './judge.ts'
import { PeopleClient } from './people.ts'
import { modelId, readBooksFolder, readKeptMails, startMailServer, startScriptedModel } from './stand-ins/index.ts'
import { type Language, lineOf, storyOf, tellStory } from './story.ts'

export interface ThroughGate {
  readonly judgement: Judgement
  /** How often a person was asked. */
  readonly questions: number
  readonly sent: readonly SentCard[]
  /** What `sluis verify` said, in a process of its own. */
  readonly proof: readonly string[]
  readonly isVerified: boolean
}

/** Who stands behind one mail that left. */
interface SentCard {
  readonly mail: string
  readonly agent: string
  readonly rules: readonly string[]
  readonly approvers: readonly string[]
  readonly accountable: string
}

interface ThroughGateOptions {
  readonly folder: string
  readonly books: string
  readonly language: Language
  readonly log: (line: string) => void
}

/** Runs the task through Sluis and plays the reviewer over the people's API, until it is done. */
export async function runThroughGate({ folder, books, language, log }: ThroughGateOptions): Promise<ThroughGate> {
  const mailFolder = join(folder, 'mail-through')
  await using mail = await startMailServer({ folder: mailFolder })
  await using model = process.env.SLUIS_MODEL_URL === undefined ? await startScriptedModel() : undefined
  const scripted = model === undefined ? {} : { SLUIS_MODEL_URL: model.url, SLUIS_MODEL: modelId }
  const dataFolder = join(folder, 'data')
  const server = await startServer({
    organisationFolder: join(import.meta.dirname, 'organisation'),
    dataFolder,
    gatePort: await freePort(),
    deskPort: await freePort(),
    hostname: '127.0.0.1',
    environment: { ...process.env, ...scripted, SLUIS_SMTP_URL: mail.url },
    language,
  })
  const { sluis, firstKeys } = server
  try {
    const keyOf = (person: string): string => firstKeys.find(({ id }) => id === person)?.key ?? ''
    const reviewer = new PeopleClient(sluis.deskUrl, keyOf('sanne'))
    const run = await new PeopleClient(sluis.deskUrl, keyOf('omar')).startTask('weekly-report')
    const questions = await reviewUntilDone(sluis, run, reviewer, log)
    const story = await storyOf(sluis, run)
    for (const line of tellStory(story, language)) log(line)
    const sent = await cardsOf(sluis, reviewer, story)
    const { lines, isVerified } = await proofOf(dataFolder, join(folder, 'log'), sluis.journal.verifierKey, language)
    const mails = (await readKeptMails(mailFolder)).filter(({ messageId }) => messageId.startsWith('<call-'))
    const day = new Date().toISOString().slice(0, 10)
    const files = readBooksFolder(books)
    const judgement = judge({ mails, files, day, team: 'team@verhage.example', mailDomains: ['verhage.example'] })
    return { judgement, questions, sent, proof: lines, isVerified }
  } finally {
    await server.close()
  }
}

async function reviewUntilDone(sluis: Sluis, run: string, reviewer: PeopleClient, log: (line: string) => void) {
  let questions = 0
  const end = Date.now() + 600_000
  for (;;) {
    const state = (await sluis.tasks.run(run))?.state
    if (state === 'done') return questions
    if (state === 'failed' || Date.now() > end) throw new Error(`the run ended as ${state}`)
    for (const id of await reviewer.openCases()) {
      const seen = await reviewer.case(id)
      await reviewer.approve(seen, 'checked against the books')
      log(`  ✓ ${seen.body.name}: ${id}`)
      questions++
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function cardsOf(sluis: Sluis, reviewer: PeopleClient, { mails }: Awaited<ReturnType<typeof storyOf>>) {
  const { organisation } = sluis.loaded()
  const task = organisation.tasks.get('weekly-report')
  const agent = organisation.agents.get(task?.agent ?? '')
  const system = organisation.systems.get(agent?.system ?? '')
  const accountable = organisation.people.get(system?.accountable ?? '')?.name ?? ''
  return await Promise.all(
    mails
      .filter(({ outcome }) => outcome === 'sent')
      .map(async (mail) => {
        const cases = await Promise.all(mail.cases.map((id) => reviewer.case(id)))
        const approvers = cases.flatMap(({ verdicts }) => verdicts.map(({ person }) => person.name))
        const rules = mail.rules.map(({ id }) => id)
        return { mail: lineOf(mail), agent: agent?.name ?? '', rules, approvers, accountable }
      }),
  )
}

/** Exports the log and has it checked by processes that share nothing with this one but the key on their command line. */
async function proofOf(dataFolder: string, directory: string, key: string, language: Language) {
  const lang = ['--lang', language]
  const exported = await sluisCommand(['export-log', directory, '--data', dataFolder, ...lang])
  const verified = await sluisCommand(['verify', directory, '--key', key, ...lang])
  return { lines: verified.lines, isVerified: exported.code === 0 && verified.code === 0 }
}

async function sluisCommand(
  args: readonly string[],
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const program = fileURLToPath(new URL('../../packages/server/bin/sluis.js', import.meta.url))
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += piece.toString()))
  const { promise, resolve } = Promise.withResolvers<number>()
  child.once('close', (code) => resolve(code ?? 1))
  return { code: await promise, lines: text.trimEnd().split('\n') }
}
