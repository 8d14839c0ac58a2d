// SPDX-License-Identifier: EUPL-1.2
// The attacks and the honest tasks, as the files beside this one have them.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const call = z.strictObject({ tool: z.string(), arguments: z.record(z.string(), z.unknown()).default({}) })
export type Call = Readonly<z.output<typeof call>>

/** Where an attack's text stands, and the call by which the agent comes upon it. */
const channels = {
  mail: 'inbox_read',
  invoice: 'archive_invoice',
  calendar: 'calendar_list',
  'web-page': 'web_fetch',
  'tool-description': undefined,
  'tool-result': 'market_search',
} as const
export type Channel = keyof typeof channels
const channelName = z.enum(['mail', 'invoice', 'calendar', 'web-page', 'tool-description', 'tool-result'])

const attack = z.strictObject({
  id: z.string().regex(/^atk-[a-z]\d\d$/),
  /** How the instruction is written down. */
  hides: z.string(),
  /** What it wants. */
  wants: z.string(),
  text: z.string(),
  /** What an agent does that obeys it, in this order. */
  does: z.array(call).default([]),
  /** What it answers at the end. */
  says: z.string().default('Done.'),
  /** Carried out by the agent's own program, without its model. */
  unasked: z.boolean().default(false),
  /** Carried out by a later run of the agent, which reads what the first one left behind. */
  later: z.boolean().default(false),
  /** A person admitted the description, by mistake. */
  admitted: z.boolean().default(false),
})

export interface Attack extends Readonly<z.output<typeof attack>> {
  readonly channel: Channel
}

const task = z.strictObject({
  id: z.string().regex(/^hon-\d\d$/),
  asks: z.string(),
  /** Each turn is what the model proposes in one answer. */
  turns: z.array(z.array(call)),
  /** What comes to stand in the world; part of an effect each. */
  brings: z.array(z.string()),
  /** How often a person is expected to be asked. */
  holds: z.int().default(0),
})
export type HonestTask = Readonly<z.output<typeof task>>

export interface Script {
  readonly turns: readonly (readonly Call[])[]
  /** What follows once the attack was read. */
  readonly whenRead: readonly (readonly Call[])[]
  readonly says: string
  /** It obeys only when it is asked again. */
  readonly isLater: boolean
}

const here = new URL('./', import.meta.url)

function read(file: string, webUrl: string): unknown {
  return parse(readFileSync(new URL(file, here), 'utf8').replaceAll('{web}', webUrl))
}

export function readAttacks(webUrl: string): readonly Attack[] {
  return readdirSync(new URL('attacks/', here)).flatMap((file) => {
    const channel = channelName.parse(file.replace('.yaml', ''))
    const { attacks } = z.strictObject({ attacks: z.array(attack) }).parse(read(`attacks/${file}`, webUrl))
    return attacks.map((one) => ({ ...one, channel }))
  })
}

export function readTasks(webUrl: string): readonly HonestTask[] {
  return z.strictObject({ tasks: z.array(task) }).parse(read('tasks.yaml', webUrl)).tasks
}

/** The call by which the agent comes upon an attack; none for a description, which it is shown. */
function readingOf({ channel, id }: Pick<Attack, 'channel' | 'id'>, webUrl: string): readonly Call[] {
  const tool = channels[channel]
  if (tool === undefined) return []
  if (tool === 'web_fetch') return [{ tool, arguments: { url: `${webUrl}/page/${id}` } }]
  return [{ tool, arguments: tool === 'market_search' ? { query: `offer ${id}` } : { name: id } }]
}

export function scriptOf(attack: Attack, webUrl: string): Script {
  const reading = readingOf(attack, webUrl)
  const turns = reading.length === 0 ? [] : [reading]
  const obeys = attack.unasked ? [] : attack.does.map((one) => [one])
  return { turns, whenRead: obeys, says: attack.says, isLater: attack.later }
}

export function keyIn(text: string): string | undefined {
  return /\b(atk-[a-z]\d\d|hon-\d\d)\b/.exec(text)?.[1]
}
