// SPDX-License-Identifier: EUPL-1.2
// How fast the boundary reads text in which little is to be found, on one core: `node test/bench/boundary.ts` prints JSON.
// The aim is 50 MB/s for prose, the floor 20. Processor time counts, not time on the clock, and the best of some rounds,
// so that other work on the machine disturbs little; `plainLoop` is what only looking at every character costs there.
import { inspect, markerOf, rulesOf, TextStream } from '../../packages/server/src/boundary/index.ts'

type BoundaryBench = {
  readonly unit: 'MB/s'
  /** Dutch and English prose with some dates, times and counts. */
  readonly prose: number
  /** The same with a BSN, an IBAN and an e-mail address in every 100 kB. */
  readonly proseWithFindings: number
  /** The same in a redacting stream, in chunks of 40 characters as a model's answer comes. */
  readonly proseInStream: number
  readonly json: number
  readonly program: number
  readonly base64: number
  readonly plainLoop: number
}

const PROSE = `De vergadering begint om tien uur in de grote zaal. Wie niet kan komen, laat dat vooraf weten aan het secretariaat.
The quarterly figures are better than expected, mostly because the warehouse in the north delivered on time in 2024. Het
nieuwe rooster staat in de bijlage; wijzigingen na 12 maart worden niet meer verwerkt. Er zijn 37 aanmeldingen voor de
cursus, dus we plannen een tweede groep in op donderdag om 14:30 uur. Please review the attached proposal, section 3.2 in
particular, before the meeting next week. De reparatie van het dak is klaar, en de aannemer heeft de steigers weggehaald.
`

const FINDINGS = 'BSN 123456782, rekening NL91 ABNA 0417 1643 00, mail jan@example.com. '

const ROW =
  '{"id":1047,"name":"Voorbeeld Logistiek","amount":1250.5,"date":"2024-03-12","open":true,"note":"geen bijzonderheden"},\n'

const PROGRAM = `export function totalOf(lines: readonly InvoiceLine[]): number {
  return lines.reduce((total, line) => total + line.quantity * line.unitPrice, 0) // before tax
}
`

function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length)
}

/** Bytes that look random and are the same each time, in base64. */
function noise(length: number): string {
  const bytes = Buffer.alloc(length)
  let state = 1
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    bytes[index] = state >>> 16
  }
  return bytes.toString('base64')
}

function plainLoop(text: string): number {
  let letters = 0
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 32) letters++
  return letters
}

/** Millions of characters (bytes, for this text) in a second of processor time: the best of `rounds`. */
function speed(text: string, read: (text: string) => unknown, rounds: number): number {
  let best = 0
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage()
    read(text)
    const { user, system } = process.cpuUsage(before)
    best = Math.max(best, text.length / (user + system))
  }
  return Math.round(best * 10) / 10
}

function inStream(text: string): void {
  const stream = new TextStream(['bsn', 'iban', 'email'], markerOf, rulesOf([]))
  for (let at = 0; at < text.length; at += 40) stream.push(text.slice(at, at + 40))
  stream.end()
}

/** Measures with texts of `megabytes` each. */
function benchBoundary(megabytes = 4, rounds = 6): BoundaryBench {
  const length = megabytes * 1_000_000
  const prose = repeated(PROSE, length)
  return {
    unit: 'MB/s',
    prose: speed(prose, inspect, rounds),
    proseWithFindings: speed(repeated(repeated(PROSE, 100_000) + FINDINGS, length), inspect, rounds),
    proseInStream: speed(repeated(PROSE, length / 8), inStream, rounds),
    json: speed(repeated(ROW, length / 2), inspect, rounds),
    program: speed(repeated(PROGRAM, length / 2), inspect, rounds),
    base64: speed(repeated(noise(500_000), length / 4), inspect, rounds),
    plainLoop: speed(prose, plainLoop, rounds),
  }
}

if (import.meta.main) console.log(JSON.stringify(benchBoundary(), undefined, 2))
