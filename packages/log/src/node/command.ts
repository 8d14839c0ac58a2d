// SPDX-License-Identifier: EUPL-1.2
import { decodeUtf8 } from '../bytes.ts'
import { LogError } from '../error.ts'
import { firstLookAt } from '../finding.ts'
import { httpSource } from '../http-source.ts'
import { parsePolicy, type TrustPolicy, trustKey } from '../trust-policy.ts'
import { parseVerifierKey } from '../verifier-key.ts'
import { type LogVerification, verifyLog } from '../verify-log.ts'
import { languageOf, readArguments, type VerifyArguments } from './arguments.ts'
import { directorySource, kindOf, readFileBounded } from './directory-source.ts'
import { Progress } from './progress.ts'
import { readProofFile, verifyProof } from './proof-file.ts'
import { printable, tellCheckpoint, tellEntry, tellFinding } from './tell.ts'
import { type Words, wordsIn } from './words.ts'

/** Told apart so that a script can act on them. */
export const exitCodes = { valid: 0, invalid: 1, misused: 2, 'key-unknown': 3, unreachable: 4 } as const

/** Where the command writes: the answer to `out`, progress and complaints about its use to `error`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  readonly isInteractive: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** A key, a policy, a checkpoint and an entry are all far below this. */
const maxGivenLength = 2 * 1024 * 1024

const readGiven = (path: string): Uint8Array => readFileBounded(path, maxGivenLength)
const isAddress = (target: string): boolean => /^https?:\/\//i.test(target)

/** The reader's trust: a policy, or a key as it stands on the command line or in the file named there. */
function readTrust({ key, policy }: VerifyArguments): TrustPolicy | undefined {
  if (policy !== undefined) return parsePolicy(readGiven(policy))
  if (key === undefined) return undefined
  return trustKey(parseVerifierKey(kindOf(key) === 'file' ? decodeUtf8(readGiven(key)).trimEnd() : key))
}

function misused(words: Words, terminal: Terminal, message: string = words.usage): number {
  terminal.error(`${message}\n`)
  return exitCodes.misused
}

function tellAnswer(words: Words, terminal: Terminal, answer: LogVerification, more: readonly string[]): number {
  const lines: string[] = []
  switch (answer.kind) {
    case 'valid':
      lines.push(words.valid, ...tellCheckpoint(words, answer.checkpoint), ...more)
      lines.push(words.limits(answer.checkpoint.cosignatures.length > 0))
      break
    case 'invalid': {
      const first = firstLookAt(answer.findings)
      lines.push(words.invalid, ...answer.findings.map((finding) => tellFinding(words, finding)))
      if (first !== undefined) lines.push(words.lookFirst[first])
      break
    }
    case 'key-unknown':
      lines.push(words.keyUnknown, words.keyAdvice, `(${answer.message})`)
      break
    case 'unreachable':
      lines.push(words.unreachable, words.unreachableAdvice, `(${answer.message})`)
  }
  terminal.out(`${lines.map(printable).join('\n')}\n`)
  return exitCodes[answer.kind]
}

async function verifyFile(asked: VerifyArguments, words: Words, terminal: Terminal): Promise<number> {
  const trust = readTrust(asked)
  const proof = readProofFile(asked.target)
  const entry = asked.entry === undefined ? proof.entry : readGiven(asked.entry)
  if (asked.against.length > 0) return misused(words, terminal)
  if (entry === undefined && proof.receipt !== undefined) return misused(words, terminal, words.entryMissing)
  const { answer, index } = await verifyProof(asked.target, proof, entry, trust)
  const more = entry === undefined || index === undefined ? [] : tellEntry(words, index, entry)
  return tellAnswer(words, terminal, answer, more)
}

async function verifyWhole(asked: VerifyArguments, words: Words, terminal: Terminal): Promise<number> {
  if (asked.entry !== undefined) return misused(words, terminal)
  const policy = readTrust(asked)
  const against = asked.against.map((name) => ({ name, bytes: readGiven(name) }))
  const source = isAddress(asked.target) ? httpSource(asked.target) : directorySource(asked.target)
  const progress = new Progress(terminal, words)
  const onProgress = (entries: number, total: number): void => progress.show(entries, total)
  const answer = await verifyLog(source, { policy, against, onProgress })
  progress.end()
  return tellAnswer(words, terminal, answer, against.length > 0 ? [words.agrees(asked.against)] : [])
}

/** Runs `sluis-log` with these arguments and gives its exit code. Never throws for what a user or a log can do. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const asked = readArguments(args, languageOf(terminal.environment))
  const words = wordsIn(asked.language)
  if (asked.kind === 'misused') return misused(words, terminal)
  if (asked.kind === 'help') {
    terminal.out(`${words.usage}\n`)
    return exitCodes.valid
  }
  const { target } = asked.verify
  try {
    const verify = !isAddress(target) && kindOf(target) === 'file' ? verifyFile : verifyWhole
    return await verify(asked.verify, words, terminal)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    const { code, message } = error
    // What was given beside the log can't be used: that is no word about the log.
    if (code !== 'unreachable' && code !== 'key-unknown')
      return misused(words, terminal, printable(words.unusable(`${words.findings[code]} (${message})`)))
    return tellAnswer(words, terminal, { kind: code, message }, [])
  }
}
