// SPDX-License-Identifier: EUPL-1.2
// Notes, good and bad, and why the package may refuse what Go takes. The reasons are worked out from the
// bytes alone, apart from the package, so that each is a rule and no excuse.
import { signNote } from '../../../packages/log/src/index.ts'
import { testKey, toBase64, utf8 } from '../../../packages/log/src/test/keys.ts'
import { mutate, type Random } from '../../../packages/log/src/test/mutate.ts'

const [log, other, stranger] = [
  testKey('example.com/log', 1),
  testKey('other.example/log', 2),
  testKey('example.com/log', 3),
]

/** Whom the reader of these notes knows. */
export const knownKeys = [log.key, other.key]

export const pick = <T>(from: readonly [T, ...T[]], random: Random): T => from[random(from.length)] ?? from[0]
export const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
export const bytesOf = (length: number, random: Random): Uint8Array => Uint8Array.from(many(length, () => random(256)))

const pieces = [
  'a',
  'example',
  '7',
  '\n',
  '\n\n',
  '',
  '\ufeff',
  '\u2028',
  '\u0085',
  '\u00a0',
  '\x7f',
  'é',
  '\u0080',
  '😀',
] as const
export const names = [
  'example.com/log',
  'x',
  'é',
  '\u0085',
  'a\x7f',
  '\ufeff',
  'a\u200b',
  'a+b',
  '',
  'x'.repeat(255),
  'x'.repeat(256),
] as const

/** Other ways to write the same base64, each of which some reader forgives. */
export function misspelled(text: string, random: Random): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const end = text.replace(/=*$/, '')
  const stray = alphabet.charAt(alphabet.indexOf(end.at(-1) ?? 'A') ^ 1)
  const spellings = [
    () => end,
    () => `${text}=`,
    () => `${end.slice(0, -1)}${stray}${text.slice(end.length)}`,
    () => `${text.slice(0, 4)} ${text.slice(4)}`,
    () => text.replaceAll('+', '-').replaceAll('/', '_'),
  ] as const
  return pick(spellings, random)()
}

async function signatureLines(text: string, random: Random): Promise<string[]> {
  const signed = async (signers: Parameters<typeof signNote>[1]) =>
    (await signNote(text, signers)).slice(text.length + 1)
  const [good, both, foreign] = [
    await signed([log.signer]),
    await signed([log.signer, other.signer]),
    await signed([stranger.signer]),
  ]
  const [, name = '', encoded = ''] = good.trimEnd().split(' ')
  const start = Buffer.from(encoded, 'base64').subarray(0, 4)
  const unknown = (): string =>
    `— ${pick(names, random)} ${toBase64(bytesOf(random(6) === 0 ? random(7) : 68, random))}\n`
  const lines = [
    () => good,
    () => both,
    () => foreign,
    () => `${both}${unknown()}${foreign}`,
    () => `${good}${good}`,
    () => `${good}— ${name} ${toBase64(Buffer.concat([start, bytesOf(64, random)]))}\n`,
    () => `— ${name} ${toBase64(Buffer.concat([start, bytesOf(random(70) + 1, random)]))}\n${good}`,
    () => `— ${name} ${misspelled(encoded, random)}\n`,
    () => `${good}— stranger ${misspelled(toBase64(bytesOf(67, random)), random)}\n`,
    () =>
      `${good}${pick(['-', '—', '— ', ' —', '–'], random)} ${pick(names, random)}${pick([' ', '  ', '\t', '\u00a0'], random)}${encoded}\n`,
    () => `${many(98 + random(3), unknown).join('')}${good}`,
    () => good.trimEnd(),
    unknown,
  ] as const
  return many(1 + random(2), () => pick(lines, random)())
}

/** A note of which some part may be wrong; every third one with a change that nobody thought of. */
export async function makeNote(random: Random): Promise<Uint8Array> {
  const text = random(2) === 0 ? 'example.com/log\n7\n' : `${many(random(6), () => pick(pieces, random)).join('')}\n`
  const split = random(12) === 0 ? pick(['', '\n\n', ' \n'], random) : '\n'
  const note = utf8(`${text}${split}${(await signatureLines(text, random)).join('')}`)
  return random(3) === 0 ? mutate(note, random) : note
}

export const isStrictBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text

/** The clauses of the package's README ("Limits") by which it refuses this note where Go may take it. */
export function strictnessOfNote(note: Uint8Array): readonly string[] {
  const text = Buffer.from(note).toString('utf8')
  const lines = text.slice(text.lastIndexOf('\n\n') + 2, -1).split('\n')
  const read = lines.map((line) => {
    const [, name = '', encoded = ''] = /^— ([^ ]*) (.*)$/.exec(line) ?? []
    return { name, encoded, bytes: Buffer.from(encoded, 'base64') }
  })
  const known = read.filter(({ name, bytes }) =>
    knownKeys.some((key) => key.name === name && bytes.length > 4 && key.keyId === bytes.readUInt32BE()),
  )
  return [
    ...(read.some(({ name }) => !/^[!-~]{1,255}$/.test(name)) ? ['names are printable ASCII'] : []),
    ...(read.some(({ encoded }) => !isStrictBase64(encoded)) ? ['base64 has one form'] : []),
    ...(new Set(known.map(({ name }) => name)).size < known.length ? ['a known key signs a note once'] : []),
  ]
}
