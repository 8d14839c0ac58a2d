// SPDX-License-Identifier: EUPL-1.2
// `npm start`: Sluis with the organisation of this folder, its task run until a person is needed, and what happened told
// in plain language. Stays up afterwards, so that the person can decide; a second start goes on where the first was.
import { join } from 'node:path'
import {
  CliError,
  defaultPorts,
  languageOf,
  portOf,
  StartError,
  sayIn,
  startServer,
  tellFirstKeys,
  tellStartFailure,
} from '../../packages/server/src/cli/index.ts'
import type { Sluis } from '../../packages/server/src/sluis.ts'
import { buildDesk, isDeskBuilt } from '../../scripts/desk.ts'
import { modelId, modelName, type StandIn, startMailServer, startScriptedModel } from './stand-ins/index.ts'
import { storyOf, tellStory } from './story.ts'

const language = languageOf(process.argv.slice(2), process.env)
const say = sayIn(language)
const dataFolder = process.env.SLUIS_DATA || 'data'
const task = 'weekly-report'

try {
  await main()
} catch (error) {
  const lines = error instanceof CliError ? error.lines : tellStartFailure(error, language)
  for (const line of lines) console.error(line)
  process.exit(1)
}

async function main(): Promise<void> {
  if (!isDeskBuilt()) {
    console.log(say('De Desk wordt gebouwd (eenmalig) …', 'Building the Desk (once) …'))
    await buildDesk()
  }
  const settings = {
    dataFolder,
    gatePort: portOf('SLUIS_GATE_PORT', process.env, say),
    deskPort: portOf('SLUIS_DESK_PORT', process.env, say),
  }
  const { environment, standIns } = await startStandIns().catch((cause) => {
    throw new StartError(settings, cause)
  })
  const server = await startServer({
    ...settings,
    organisationFolder: join(import.meta.dirname, 'organisation'),
    hostname: '127.0.0.1',
    environment,
    language,
  })
  const { sluis, firstKeys } = server
  const end = async (): Promise<void> => {
    console.log(say('\nSluis sluit …', '\nSluis closes …'))
    await server.close()
    await Promise.all(standIns.map((standIn) => standIn.stop()))
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())

  tellDoors(sluis)
  if (firstKeys.length > 0) console.log(['', ...tellFirstKeys(firstKeys, say)].join('\n'))
  const [latest] = await sluis.tasks.runs()
  const isUnderWay = latest?.state === 'running' || latest?.state === 'parked'
  const run = isUnderWay ? latest.run : (await sluis.tasks.start(task)).run
  console.log(
    isUnderWay
      ? say('\nDe taak gaat verder …', '\nThe task goes on …')
      : say('\nDe taak begint …', '\nThe task begins …'),
  )
  await follow(sluis, run)
}

/** Whatever the visitor has none of: a model, a mail server. */
async function startStandIns(): Promise<{ environment: NodeJS.ProcessEnv; standIns: readonly StandIn[] }> {
  const environment = { ...process.env }
  const standIns: StandIn[] = []
  if (environment.SLUIS_MODEL_URL === undefined) {
    const model = await startScriptedModel()
    standIns.push(model)
    Object.assign(environment, { SLUIS_MODEL_URL: model.url, SLUIS_MODEL: modelId })
    console.log(say('Het model is een script, geen AI.', `The model is a ${modelName}.`))
  }
  if (environment.SLUIS_SMTP_URL === undefined) {
    const folder = join(dataFolder, 'mail')
    const mail = await startMailServer({ folder })
    standIns.push(mail)
    environment.SLUIS_SMTP_URL = mail.url
    console.log(
      say(`Mail gaat nergens heen: elke mail komt in ${folder}.`, `No mail leaves: each is kept in ${folder}.`),
    )
  }
  return { environment, standIns }
}

function tellDoors({ gateUrl, deskUrl }: Sluis): void {
  console.log(say(`\nSluis draait.`, '\nSluis is running.'))
  console.log(`  ${say('voor agents', 'for agents')}: ${gateUrl}`)
  console.log(`  ${say('voor mensen', 'for people')}: ${deskUrl}`)
}

/** Tells what the run did each time that it stops for a person, each mail once, and that it is done. */
async function follow(sluis: Sluis, run: string): Promise<void> {
  const told = new Set<string>()
  let moment = ''
  for (;;) {
    const state = await sluis.tasks.run(run)
    // After a restart the agent asks the same again, in whatever order.
    const now = `${state?.state} ${state?.waitsFor.toSorted().join()}`
    if (state !== undefined && state.state !== 'running' && now !== moment) {
      const isFirst = moment === ''
      moment = now
      const story = await storyOf(sluis, run)
      const fresh = story.mails.filter((mail) => !told.has(JSON.stringify(mail)))
      for (const mail of fresh) told.add(JSON.stringify(mail))
      const lines = tellStory({ ...story, mails: fresh }, language)
      console.log(['', ...lines, '', ...(await tellNext(sluis, state, isFirst))].join('\n'))
      if (state.state === 'done' || state.state === 'failed') return
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

async function tellNext(
  sluis: Sluis,
  { run, state }: { readonly run: string; readonly state: string },
  isFirst: boolean,
): Promise<readonly string[]> {
  if (state === 'done') return [say('Klaar. Ctrl-C sluit Sluis.', 'Done. Ctrl-C closes Sluis.')]
  if (state === 'failed') {
    return [
      say(
        'De taak is mislukt. Waarom staat op de Desk bij Runs, of in een tweede terminal in deze map:',
        'The task failed. Why stands on the Desk under Runs, or in a second terminal in this folder:',
      ),
      ...exportsFor(sluis, say('<sleutel van Anna>', '<Anna’s key>')),
      `  npx sluis runs ${run}`,
    ]
  }
  const cases = await sluis.oversight.openCases()
  const [first] = cases
  if (first === undefined) return [say('De taak wacht.', 'The task waits.')]
  const rules = [...new Set(cases.flatMap(({ rules: ids }) => ids))]
  const why = rules.map((id) => sluis.loaded().policies.rules.get(id)?.explanation[language] ?? id).join(' ')
  return [
    cases.length === 1
      ? say(`Eén mail wacht op een mens: ${why}`, `One mail waits for a person: ${why}`)
      : say(`${cases.length} mails wachten op een mens: ${why}`, `${cases.length} mails wait for a person: ${why}`),
    ...cases.flatMap(({ id, summary }) => [`  ? ${summary}`, `      ${sluis.deskUrl}/cases/${id}`]),
    ...(isFirst ? tellHow(sluis, first.id) : []),
  ]
}

/** What the next terminal has to know: whose key, and a port that it can't know. */
function exportsFor({ deskUrl }: Sluis, key: string): readonly string[] {
  const { port } = new URL(deskUrl)
  return [
    `  export SLUIS_KEY=${key}`,
    ...(Number(port) === defaultPorts.SLUIS_DESK_PORT ? [] : [`  export SLUIS_DESK_PORT=${port}`]),
  ]
}

function tellHow(sluis: Sluis, id: string): readonly string[] {
  return [
    say(
      'Niets doen is weigeren: acht uur na de vraag verlopen ze.',
      'Doing nothing is refusing: they expire eight hours after they were asked.',
    ),
    '',
    say(
      'Beslis op de Desk (link hierboven, sleutel van Sanne), of in een tweede terminal in deze map:',
      'Decide on the Desk (link above, Sanne’s key), or in a second terminal in this folder:',
    ),
    ...exportsFor(sluis, say('<sleutel van Sanne>', '<Sanne’s key>')),
    '  npx sluis cases',
    `  npx sluis approve ${id}`,
    `  npx sluis reject ${id} --reason "…"`,
    say(
      '  npx sluis stop --all --reason "…"      de noodstop; opheffen doet Omar of Anna, met hun eigen sleutel',
      '  npx sluis stop --all --reason "…"      the emergency stop; Omar or Anna lifts it, with their own key',
    ),
  ]
}
