// SPDX-License-Identifier: EUPL-1.2
// The weekly report twice: without the gate, to see what goes wrong, and through it with a reviewer who decides. Both in
// a mail sandbox on this machine; nothing reaches anybody.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { languageOf } from '../../packages/server/src/cli/index.ts'
import { compare } from './compare.ts'
import { faults, type Judgement, judge } from './judge.ts'
import {
  modelId,
  modelName,
  readBooksFolder,
  readKeptMails,
  startMailServer,
  startScriptedModel,
} from './stand-ins/index.ts'
import { runThroughGate } from './through-gate.ts'
import { runWithoutGate } from './without-gate.ts'

const { values } = parseArgs({
  options: {
    'without-gate': { type: 'boolean' },
    decide: { type: 'boolean' },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
const language = languageOf(process.argv.slice(2), process.env)
const say = (nl: string, en: string): string => (language === 'nl' ? nl : en)
const books = join(import.meta.dirname, 'books')

if (values.help === true || (values['without-gate'] !== true && values.decide !== true)) {
  console.log(
    say(
      'npm run example -- --without-gate   de agent rechtstreeks aan zijn tools: zie wat er misgaat\nnpm run example -- --decide         dezelfde agent door de sluis, met een beoordelaar; daarna de vergelijking en de controle',
      'npm run example -- --without-gate   the agent straight at its tools: see what goes wrong\nnpm run example -- --decide         the same agent through the lock, with a reviewer; then the comparison and the proof',
    ),
  )
} else {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-example-'))
  const without = await control(join(folder, 'mail-without'))
  if (values.decide === true) {
    console.log(say('\nNu door de sluis …', '\nNow through the lock …'))
    const through = await runThroughGate({ folder, books, language, log: (line) => console.log(line) })
    console.log(compare(without, through, language).join('\n'))
    process.exitCode = through.isVerified ? 0 : 1
  } else console.log(tellFaults(without).join('\n'))
  console.log(say(`\nAlles van deze keer staat in ${folder}.`, `\nEverything of this time is in ${folder}.`))
}

/** The run without the gate, and what the judge says of it. */
async function control(mailFolder: string): Promise<Judgement> {
  console.log(say('Eerst zonder sluis …', 'First without the lock …'))
  const { SLUIS_MODEL_URL: url, SLUIS_MODEL_KEY: modelKey, SLUIS_MODEL: named } = process.env
  await using mail = await startMailServer({ folder: mailFolder })
  await using model = url === undefined ? await startScriptedModel() : undefined
  if (model !== undefined) console.log(say('  het model: een script, geen AI', `  the model: a ${modelName}`))
  const modelUrl = url ?? model?.url ?? ''
  const run = await runWithoutGate({
    modelUrl,
    modelKey,
    model: named ?? modelId,
    smtpUrl: mail.url,
    booksFolder: books,
  })
  console.log(say(`  ${run.mails.length} mails verstuurd`, `  ${run.mails.length} mails sent`))
  const day = new Date().toISOString().slice(0, 10)
  const mails = await readKeptMails(mailFolder)
  return judge({
    mails,
    files: readBooksFolder(books),
    day,
    team: 'team@verhage.example',
    mailDomains: ['verhage.example'],
  })
}

function tellFaults({ found, reminders }: Judgement): readonly string[] {
  return [
    '',
    say('Wat er misging:', 'What went wrong:'),
    ...found.map(({ fault, file }) => `  ✗ ${faults[fault][language]}  (${file})`),
    say(
      `  ✗ geen goede herinnering voor: ${reminders.missing.join(', ')}`,
      `  ✗ no right reminder for: ${reminders.missing.join(', ')}`,
    ),
    '',
    say('Met de sluis ertussen: npm run example -- --decide', 'With the lock between: npm run example -- --decide'),
  ]
}
