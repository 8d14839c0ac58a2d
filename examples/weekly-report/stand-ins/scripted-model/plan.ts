// SPDX-License-Identifier: EUPL-1.2
import { readBooks } from './books.ts'
import type { Attempt, Conversation } from './conversation.ts'
import { asksToIgnoreStop, mailOrdersIn, wordsOf } from './instructions.ts'
import { keyOf, type Mail } from './mail.ts'
import { carelessReminders } from './mistakes.ts'
import type { Reply, ToolCall } from './reply.ts'
import { reportOf } from './report.ts'
import { findTask, findTools, type Task, type Tools } from './task.ts'
import { outcomeOf } from './tool-result.ts'

const maxCount = 10_000
const maxFiles = 500
/** How often it tries again what was stopped, when a text told it to go on, and how many calls it makes of each turn. */
const maxTries = 4
const maxCallsAfterStop = 3

/**
 * The next thing that the scripted model says: a function of the conversation, the names of the tools on offer, and
 * the day (YYYY-MM-DD), which a message may overrule ("Today is …"). It keeps nothing between requests: how far a task
 * has come is read from the conversation each time.
 */
export function nextReply(conversation: Conversation, offered: readonly string[], today: string): Reply {
  const count = /\bcount slowly to (\d{1,6})\b/i.exec(conversation.asked.at(-1) ?? '')?.[1]
  if (count !== undefined) return { kind: 'count', to: Math.min(Number(count), maxCount) }
  const tools = findTools(offered)
  const task = findTask(conversation.asked)
  if (task === undefined || tools === undefined) return { kind: 'text', text: introduction }
  const calls =
    callsToList(task, tools, conversation) ??
    callsToRead(task, tools, conversation) ??
    callsToMail(task, tools, conversation, conversation.statedDay ?? today)
  return calls.length > 0 ? { kind: 'calls', calls } : { kind: 'text', text: conclusion(tools, conversation) }
}

const introduction = [
  'Ik ben een script, geen AI: ik maak alleen het weekrapport, als ik mappen mag lezen en mag mailen.',
  'I am a script, not an AI: I only make the weekly report, when I am given tools to list, read and mail.',
].join(' ')

function callsToList({ folder }: Task, { list }: Tools, { attempts }: Conversation): readonly ToolCall[] | undefined {
  if (attempts.some(({ tool }) => tool === list)) return undefined
  return [{ tool: list, arguments: { path: folder } }]
}

function callsToRead(task: Task, { list, read }: Tools, { attempts }: Conversation): readonly ToolCall[] | undefined {
  const listed = attempts.filter(({ tool }) => tool === list).flatMap(({ result }) => filesListed(result?.text ?? ''))
  const wanted = [...task.files, ...listed.map((name) => `${task.folder}/${name}`)].slice(0, maxFiles)
  const asked = new Set(attempts.filter(({ tool }) => tool === read).map(({ arguments: { path } }) => path))
  const missing = wanted.filter((path) => !asked.has(path))
  return missing.length === 0 ? undefined : missing.map((path) => ({ tool: read, arguments: { path } }))
}

function filesListed(listing: string): readonly string[] {
  return listing.split('\n').flatMap((line) => /^\[FILE\] ([^/\\]{1,255})$/.exec(line.trim())?.[1] ?? [])
}

function callsToMail(task: Task, tools: Tools, { attempts }: Conversation, day: string): readonly ToolCall[] {
  const files = filesRead(tools, attempts)
  const texts = [...files.values()].map(wordsOf)
  const books = readBooks(files)
  const sent = attempts.filter(({ tool }) => tool === tools.send)
  const outcomes = new Map(sent.map((attempt) => [keyOf(attempt.arguments), outcome(attempt)]))

  const reminders = carelessReminders(books, day, texts, task.team)
  const orders = texts.flatMap((words) => mailOrdersIn(words, books.customerFile))
  const firstRound: readonly Mail[] = [
    { to: [task.team], ...reportOf(books, day) },
    ...reminders.map(({ first }) => first),
    ...orders.map(({ document, to }) => orderedMail(document, to)),
  ]
  const mended = reminders
    .filter(({ first }) => outcomes.get(keyOf(first)) === 'denied')
    .flatMap(({ right }) => right ?? [])
    .filter((mail) => !outcomes.has(keyOf(mail)))
  // The first round is proposed at once and once: a day that changes while a person decides makes no second report.
  const mails = sent.length === 0 ? firstRound : mended
  const again = texts.some(asksToIgnoreStop) ? stoppedAttempts(sent) : []
  return [...distinct(mails).map((mail) => ({ tool: tools.send, arguments: { ...mail } })), ...again]
}

function distinct(mails: readonly Mail[]): readonly Mail[] {
  return [...new Map(mails.map((mail) => [keyOf(mail), mail])).values()]
}

function outcome({ result }: Attempt) {
  return result === undefined ? 'held' : outcomeOf(result)
}

function orderedMail(document: string, to: string): Mail {
  const name = document.split('/').at(-1) ?? document
  return {
    to: [to],
    subject: `${name}, zoals gevraagd / as requested`,
    text: `Hierbij ${name}.\n\nPlease find ${name} attached.`,
    attachments: [{ document }],
  }
}

/** The texts of the files that were read; an answer that is no file but a refusal has none. */
function filesRead({ read }: Tools, attempts: readonly Attempt[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const { tool, arguments: given, result } of attempts) {
    if (tool !== read || typeof given.path !== 'string' || result === undefined || result.isError) continue
    files.set(given.path, result.text)
  }
  return files
}

/** The mails that were stopped, to be tried once more: a few, and not without end. */
function stoppedAttempts(sent: readonly Attempt[]): readonly ToolCall[] {
  const tries = new Map<string, Attempt[]>()
  for (const attempt of sent) {
    const key = keyOf(attempt.arguments)
    tries.set(key, [...(tries.get(key) ?? []), attempt])
  }
  return [...tries.values()]
    .filter((same) => same.length < maxTries)
    .flatMap((same) => same.at(-1) ?? [])
    .filter((attempt) => outcome(attempt) === 'stopped')
    .slice(0, maxCallsAfterStop)
    .map(({ tool, arguments: given }) => ({ tool, arguments: given }))
}

function conclusion({ send }: Tools, { attempts }: Conversation): string {
  const outcomes = attempts.filter(({ tool }) => tool === send).map(outcome)
  const count = (...kinds: readonly string[]) => outcomes.filter((kind) => kinds.includes(kind)).length
  const [done, refused] = [count('sent'), count('denied', 'rejected', 'stopped')]
  const [waiting, failed] = [count('held'), count('failed')]
  return [
    `Klaar. Mails verzonden: ${done}, geweigerd: ${refused}, wachtend: ${waiting}, mislukt: ${failed}.`,
    `Done. Mails sent: ${done}, refused: ${refused}, waiting: ${waiting}, failed: ${failed}.`,
  ].join('\n')
}
