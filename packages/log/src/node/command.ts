// SPDX-License-Identifier: EUPL-1.2
import { decodeUtf8 } from '../bytes.ts'
import { LogError } from '../error.ts'
import { maxExhibitLength } from '../exhibit.ts'
import { isExhibit, verifyExhibitFile } from '../exhibit-file.ts'
import { firstLookAt } from '../finding.ts'
import { httpSource } from '../http-source.ts'
import { maxGivenLength, verifyProofFile } from '../proof-file.ts'
import { parsePolicy, type TrustPolicy, trustKey } from '../trust-policy.ts'
import { parseVerifierKey } from '../verifier-key.ts'
import { type LogVerification, verifyLog } from '../verify-log.ts'
import { type Fact, printable, tellCheckpoint, tellFinding, textOfEntry } from '../words/tell.ts'
import { tellExhibit } from '../words/tell-exhibit.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { languageOf, readArguments, type VerifyArguments } from './arguments.ts'
import { type CommandWords, commandWordsIn } from './command-words.ts'
import { directorySource, kindOf, readFileBounded } from './directory-source.ts'
import { Progress } from './progress.ts'

/** Told apart so that a script can act on them. */
export const exitCodes = { valid: 0, invalid: 1, misused: 2, 'key-unknown': 3, unreachable: 4 } as const

/** Where the command writes: the answer to `out`, progress and complaints about its use to `error`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  readonly isInteractive: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
}

const readGiven = (path: string): Uint8Array => readFileBounded(path, maxGivenLength)
const isAddress = (target: string): boolean => /^https?:\/\//i.test(target)

/** The reader's trust: a policy, or a key as it stands on the command line or in the file named there. */
function readTrust({ key, policy }: VerifyArguments): TrustPolicy | undefined {
  if (policy !== undefined) return parsePolicy(readGiven(policy))
  if (key === undefined) return undefined
  return trustKey(parseVerifierKey(kindOf(key) === 'file' ? decodeUtf8(readGiven(key)).trimEnd() : key))
}

/** What an answer is told with. */
interface Telling {
  readonly terminal: Terminal
  readonly words: Words
  readonly own: CommandWords
}

function misused({ own, terminal }: Telling, message: string = own.usage): number {
  terminal.error(`${message}\n`)
  return exitCodes.misused
}

/** Facts as lines, their values below each other. */
function columns({ labels }: Words, facts: readonly Fact[]): string[] {
  const width = Math.max(...Object.values(labels).map((label) => label.length)) + 2
  return facts.map(({ label, value }) => `${label}:`.padEnd(width) + value)
}

function tellAnswer(
  { words, own, terminal }: Telling,
  of: 'log' | 'proof' | 'exhibit',
  answer: LogVerification,
  more: Iterable<string> = [],
): number {
  const lines: string[] = [words.verdicts[answer.kind]]
  switch (answer.kind) {
    case 'valid':
      lines.push(...columns(words, tellCheckpoint(words, answer.checkpoint)))
      for (const line of more) {
        lines.push(line)
        // All of what was handed over can be longer than a text may be.
        if (lines.length > maxHeldLines) write(terminal, lines.splice(0))
      }
      lines.push(words.limits(of, answer.checkpoint.cosignatures.length > 0))
      break
    case 'invalid': {
      const first = firstLookAt(answer.findings)
      lines.push(...answer.findings.map((finding) => `- ${tellFinding(words, finding)}`))
      if (first !== undefined) lines.push(words.lookFirst[first])
      break
    }
    case 'key-unknown':
      lines.push(own.keyAdvice, `(${answer.message})`)
      break
    case 'unreachable':
      lines.push(own.unreachableAdvice, `(${answer.message})`)
  }
  write(terminal, lines)
  return exitCodes[answer.kind]
}

const maxHeldLines = 10_000

function write({ out }: Terminal, lines: readonly string[]): void {
  out(`${lines.map(printable).join('\n')}\n`)
}

/** What a reader wants to see first fits in this. */
const maxShownLength = 4096

/** A proven entry, and its text when it is short and is text. */
function tellEntry(words: Words, index: number, entry: Uint8Array): string[] {
  const text = textOfEntry(entry, maxShownLength)
  const facts = columns(words, [{ label: words.labels.entry, value: words.entry(index, entry.length) }])
  return text === undefined ? facts : [...facts, text]
}

async function verifyFile(asked: VerifyArguments, telling: Telling): Promise<number> {
  const trust = readTrust(asked)
  const bytes = readFileBounded(asked.target, maxExhibitLength)
  if (isExhibit(bytes)) return await verifyHandedOver(asked, bytes, trust, telling)
  if (bytes.length > maxGivenLength) throw new LogError('too-large', `${asked.target} is too long for a proof`)
  const entry = asked.entry === undefined ? undefined : readGiven(asked.entry)
  if (asked.against.length > 0 || asked.full) return misused(telling)
  const verified = await verifyProofFile(asked.target, bytes, entry, trust)
  if (verified === 'entry-missing') return misused(telling, telling.own.entryMissing)
  const { answer, proven } = verified
  const more = proven === undefined ? [] : tellEntry(telling.words, proven.index, proven.bytes)
  return tellAnswer(telling, 'proof', answer, more)
}

async function verifyHandedOver(
  asked: VerifyArguments,
  bytes: Uint8Array,
  trust: TrustPolicy | undefined,
  telling: Telling,
): Promise<number> {
  if (asked.against.length > 0 || asked.entry !== undefined) return misused(telling)
  const { answer, shown } = await verifyExhibitFile(asked.target, bytes, trust)
  return tellAnswer(
    telling,
    'exhibit',
    answer,
    shown === undefined ? [] : tellExhibit(telling.words, shown, asked.full),
  )
}

async function verifyWhole(asked: VerifyArguments, telling: Telling): Promise<number> {
  const { terminal, words, own } = telling
  if (asked.entry !== undefined || asked.full) return misused(telling)
  const policy = readTrust(asked)
  const against = asked.against.map((name) => ({ name, bytes: readGiven(name) }))
  const source = isAddress(asked.target) ? httpSource(asked.target) : directorySource(asked.target)
  const progress = new Progress(terminal, { waiting: own.waiting, progress: words.progress })
  const onProgress = (entries: number, total: number): void => progress.show(entries, total)
  const answer = await verifyLog(source, { policy, against, onProgress })
  progress.end()
  const agrees = { label: words.labels.agrees, value: asked.against.join(', ') }
  return tellAnswer(telling, 'log', answer, against.length > 0 ? columns(words, [agrees]) : [])
}

/** Runs `sluis-log` with these arguments and gives its exit code. Never throws for what a user or a log can do. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const asked = readArguments(args, languageOf(terminal.environment))
  const telling = { terminal, words: wordsIn(asked.language), own: commandWordsIn(asked.language) }
  if (asked.kind === 'misused') return misused(telling)
  if (asked.kind === 'help') {
    terminal.out(`${telling.own.usage}\n`)
    return exitCodes.valid
  }
  const { target } = asked.verify
  try {
    const verify = !isAddress(target) && kindOf(target) === 'file' ? verifyFile : verifyWhole
    return await verify(asked.verify, telling)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    const { code, message } = error
    const { words } = telling
    // What was given beside the log can't be used: that is no word about the log.
    if (code !== 'unreachable' && code !== 'key-unknown')
      return misused(telling, printable(words.unusable(`${words.findings[code]} (${message})`)))
    return tellAnswer(telling, 'log', { kind: code, message })
  }
}
