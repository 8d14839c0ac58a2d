// SPDX-License-Identifier: EUPL-1.2
// The tamper matrix: every kind of change that someone without the log's key can make to an exported log. It is one
// list, so that every verifier (this package in Node and in a browser, another implementation) is given every copy.
import {
  decodeBundle,
  encodeBundle,
  formatCheckpoint,
  formatNote,
  type NoteSigner,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  signNote,
  type Tile,
  tilePath,
  tilesOfTree,
  tileWidth,
} from '../index.ts'
import { utf8 } from './keys.ts'
import { type Files, MemoryLog } from './memory-log.ts'

/** A copy of a log that was tampered with: what differs from the original, where `undefined` is a file taken away. */
export interface Tampering {
  readonly name: string
  readonly changes: ReadonlyMap<string, Uint8Array | undefined>
}

interface Tampered {
  readonly files: Files
  /** What the log itself signed at an earlier size: a genuine checkpoint, but not of these files. */
  readonly earlierCheckpoint: string
  /** A key of the same name that isn't the log's. */
  readonly stranger: NoteSigner
}

type Changes = readonly (readonly [path: string, bytes: Uint8Array | undefined])[]

export function tamperedFiles(files: Files, { changes }: Tampering): Files {
  const tampered = new Map(files)
  for (const [path, bytes] of changes) {
    if (bytes === undefined) tampered.delete(path)
    else tampered.set(path, bytes)
  }
  return tampered
}

/** Every copy, as `name` and changes; what it changes nothing in is left out (two equal files swapped). */
export async function* tamperings(original: Tampered): AsyncGenerator<Tampering> {
  const { files } = original
  const all = [tamperedBytes(files), tamperedEntries(files), forgedTogether(original), tamperedCheckpoints(original)]
  for (const kind of [...all, swapped(files), added(files)]) {
    for await (const [name, changes] of kind) {
      if (changes.some(([path, bytes]) => !isSame(bytes, files.get(path)))) yield { name, changes: new Map(changes) }
    }
  }
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0
}

function joined(a: Uint8Array, b: Uint8Array | readonly number[]): Uint8Array {
  return Uint8Array.from(Buffer.concat([a, Uint8Array.from(b)]))
}

function bytesOf(files: Files, path: string): Uint8Array {
  const bytes = files.get(path)
  if (bytes === undefined) throw new RangeError(`no ${path}`)
  return bytes
}

function textOf(files: Files, path: string): string {
  return Buffer.from(bytesOf(files, path)).toString('utf8')
}

/** The first, a middle and the last tile of each level, and of the bundles: enough to meet every edge of a tree. */
function chosenTiles(files: Files): Tile[] {
  const { size } = parseCheckpoint(parseNote(bytesOf(files, 'checkpoint')).text)
  const levels = Map.groupBy(tilesOfTree(size), ({ level }) => level)
  return [...levels.values()].flatMap((tiles) =>
    [...new Set([0, Math.floor(tiles.length / 2), tiles.length - 1])].flatMap((at) => tiles[at] ?? []),
  )
}

function* tamperedBytes(files: Files): Generator<[string, Changes]> {
  for (const path of ['checkpoint', ...chosenTiles(files).map(tilePath)]) {
    const bytes = bytesOf(files, path)
    const middle = Math.floor(bytes.length / 2)
    for (const at of new Set([0, 1, middle, bytes.length - 1])) {
      const flipped = bytes[at] ?? 0
      yield [`${path}: bit of byte ${at} flipped`, [[path, Uint8Array.from(bytes).with(at, flipped ^ (1 << (at % 8)))]]]
    }
    yield [`${path}: first byte gone`, [[path, bytes.slice(1)]]]
    yield [`${path}: last byte gone`, [[path, bytes.slice(0, -1)]]]
    yield [`${path}: second half gone`, [[path, bytes.slice(0, middle)]]]
    yield [`${path}: a byte more`, [[path, joined(bytes, [0])]]]
    yield [`${path}: twice over`, [[path, joined(bytes, bytes)]]]
    yield [`${path}: empty`, [[path, new Uint8Array()]]]
    yield [`${path}: missing`, [[path, undefined]]]
  }
}

/** Bundles that are well-formed and hold other entries. */
function* tamperedEntries(files: Files): Generator<[string, Changes]> {
  for (const tile of chosenTiles(files).filter(({ level }) => level === 'entries')) {
    const path = tilePath(tile)
    const entries = decodeBundle(bytesOf(files, path), tile.width)
    const last = entries.length - 1
    const [first = new Uint8Array(), second = new Uint8Array(), ...rest] = entries
    const bundles: [string, readonly Uint8Array[]][] = [
      ['first entry made up', entries.with(0, utf8('made up'))],
      ['last entry made up', entries.with(last, utf8('made up'))],
      ['last entry empty', entries.with(last, new Uint8Array())],
      ['a byte moved to the next entry', [first.slice(0, -1), joined(first.slice(-1), second), ...rest]],
      ['two entries exchanged', [second, first, ...rest]],
      ['an entry in place of its neighbour', [first, first, ...rest]],
      ['first entry gone', entries.slice(1)],
      ['an entry more', [...entries, utf8('more')]],
    ]
    for (const [what, altered] of bundles) {
      const isBundle = altered.length > 0 && altered.length <= tileWidth
      if (isBundle && entries.length > 1) yield [`${path}: ${what}`, [[path, encodeBundle(altered)]]]
    }
  }
}

/** Files that agree with each other: only the hashes above them, the signature or the key can tell. */
async function* forgedTogether({ files, stranger }: Tampered): AsyncGenerator<[string, Changes]> {
  const log = MemoryLog.of(entriesOf(files))
  const at = Math.floor(log.size / 2)
  const forged = MemoryLog.of(log.entries.with(at, utf8('made up')))
  const forgedFiles = await forged.files(stranger)
  const genuine = textOf(files, 'checkpoint')
  const changedPaths = [...forgedFiles.keys()].filter((path) => path !== 'checkpoint')
  const upTo = (level: number): Changes =>
    changedPaths.flatMap((path) => {
      const tile = parseTilePath(path)
      return tile.level === 'entries' || tile.level <= level ? [[path, forgedFiles.get(path)] as const] : []
    })
  for (const level of [0, 1, 63]) {
    yield [`entry ${at} made up, and its hashes up to level ${level}`, upTo(level)]
  }
  const oldSignatures = genuine.slice(genuine.indexOf('\n\n'))
  const text = formatCheckpoint({ origin: stranger.name, size: forged.size, root: forged.root() })
  const resigned = utf8(await forged.checkpoint(stranger))
  yield ['all made up, under the old signature', [...upTo(63), ['checkpoint', utf8(text + oldSignatures.slice(1))]]]
  yield ['all made up, signed by a stranger of the same name', [...upTo(63), ['checkpoint', resigned]]]
  yield ['signed by a stranger of the same name', [['checkpoint', utf8(await log.checkpoint(stranger))]]]

  const shorter = MemoryLog.of(log.entries.slice(0, -1))
  const shorterFiles = await shorter.files(stranger)
  const tail: Changes = [...new Set([...files.keys(), ...shorterFiles.keys()])]
    .filter((path) => path !== 'checkpoint')
    .map((path) => [path, shorterFiles.get(path)])
  const shorterText = formatCheckpoint({ origin: stranger.name, size: shorter.size, root: shorter.root() })
  yield ['last entry gone from every file', tail]
  yield [
    'last entry gone, under the old signature',
    [...tail, ['checkpoint', utf8(shorterText + oldSignatures.slice(1))]],
  ]
  yield ['last entry gone, signed by a stranger', [...tail, ['checkpoint', utf8(await shorter.checkpoint(stranger))]]]
}

function entriesOf(files: Files): Uint8Array[] {
  const { size } = parseCheckpoint(parseNote(bytesOf(files, 'checkpoint')).text)
  return [...tilesOfTree(size)]
    .filter(({ level }) => level === 'entries')
    .flatMap((tile) => decodeBundle(bytesOf(files, tilePath(tile)), tile.width))
}

async function* tamperedCheckpoints({
  files,
  earlierCheckpoint,
  stranger,
}: Tampered): AsyncGenerator<[string, Changes]> {
  const genuine = textOf(files, 'checkpoint')
  const note = parseNote(genuine)
  const { origin, size, root } = parseCheckpoint(note.text)
  const line = genuine.slice(note.text.length + 1)
  const [padded = ''] = line.match(/[A-Za-z0-9+/]=*\n$/) ?? []
  const under = (text: string): string => formatNote({ text, signatures: note.signatures })
  const checkpoints: [string, string][] = [
    ['an earlier checkpoint', earlierCheckpoint],
    ['a size one less', under(formatCheckpoint({ origin, size: size - 1, root }))],
    ['a size one more', under(formatCheckpoint({ origin, size: size + 1, root }))],
    ['the size zero', under(formatCheckpoint({ origin, size: 0, root }))],
    ['another origin', under(formatCheckpoint({ origin: `${origin}x`, size, root }))],
    ['a size with a leading zero', genuine.replace(`\n${size}\n`, `\n0${size}\n`)],
    ['an extension line', `${note.text}more\n\n${line}`],
    ['no signature', `${note.text}\n`],
    ['the signature line twice', genuine + line],
    ["a stranger's signature alone", await signNote(note.text, [stranger])],
    ['the signature of another text', await signNote(`${note.text}more\n`, [stranger]).then((other) => other + line)],
    ['line ends of another system', genuine.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${genuine}`],
    ['no last line end', genuine.slice(0, -1)],
    ['an empty line more', `${genuine}\n`],
    ['a space more', genuine.replace('\n\n', ' \n\n')],
    // Base64's last letter has bits that mean nothing: the same signature in another form.
    ['stray bits in the signature', genuine.slice(0, -padded.length) + strayBits(padded)],
  ]
  for (const [name, checkpoint] of checkpoints) yield [`checkpoint: ${name}`, [['checkpoint', utf8(checkpoint)]]]
}

const base64Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function strayBits(end: string): string {
  return (base64Letters[base64Letters.indexOf(end.charAt(0)) ^ 1] ?? '') + end.slice(1)
}

/** Files that are genuine and stand in each other's place. */
function* swapped(files: Files): Generator<[string, Changes]> {
  const full = chosenTiles(files).filter(({ width }) => width === tileWidth)
  const levels = Map.groupBy(full, ({ level }) => level)
  const swap = (a: string, b: string): Changes => [
    [a, files.get(b)],
    [b, files.get(a)],
  ]
  for (const [a, b] of levels.values()) {
    if (a !== undefined && b !== undefined) {
      yield [`${tilePath(a)} and ${tilePath(b)} exchanged`, swap(tilePath(a), tilePath(b))]
    }
  }
  const [a, b] = levels.get(0) ?? []
  if (a === undefined || b === undefined) return
  const bundleOf = (tile: Tile): string => tilePath({ ...tile, level: 'entries' })
  const both = [...swap(tilePath(a), tilePath(b)), ...swap(bundleOf(a), bundleOf(b))]
  yield ['bundles exchanged with their tiles', both]
}

/** Files that no signature covers. */
function* added(files: Files): Generator<[string, Changes]> {
  const { size } = parseCheckpoint(parseNote(bytesOf(files, 'checkpoint')).text)
  const next = Math.ceil(size / tileWidth)
  const paths = [
    'notes.txt',
    'tile/notes.txt',
    'checkpoint.old',
    'tile/63/000.p/1',
    `tile/entries/${String(next).padStart(3, '0')}.p/1`,
    'tile/0/000.p/1',
    'tile/entries/000.p/1',
    'tile/8/0/000',
  ]
  for (const path of paths) if (!files.has(path)) yield [`${path} added`, [[path, utf8('x')]]]
}
