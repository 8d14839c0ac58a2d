// SPDX-License-Identifier: EUPL-1.2
import { isAlphanumeric, isDigit, isLetter } from '../text/characters.ts'
import { BIRTH_WORDS, lastOf, names, OTHER_DATE_WORDS } from './topics.ts'
import { type Candidate, CONTEXT, type Window } from './window.ts'

/** Names of months and their abbreviations, Dutch and English, with the month. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'januari january jan',
    'februari february feb',
    'maart march mrt mar',
    'april apr',
    'mei may',
    'juni june jun',
    'juli july jul',
    'augustus august aug',
    'september sep sept',
    'oktober october okt oct',
    'november nov',
    'december dec',
  ].flatMap((spellings, index) => spellings.split(' ').map((name) => [name, index + 1] as const)),
)

type DateRead = { readonly end: number; readonly candidate: Candidate | undefined }

const NUMERIC =
  /^(?:(\d{1,2})(?:([-/.])(\d{1,2})\2| (\d{1,2}) (?=\d{4}))(\d{4}|\d{2})|(\d{4})([-/.])(\d{1,2})\7(\d{1,2}))(?![0-9]|[-/.][0-9])/
const WITH_MONTH_NAME = /^(\d{1,2})(?:e|de|ste|st|nd|rd|th|\.)?[ -](?:of )?([a-z]{3,9})\.?[ -,]{1,2}(\d{4})(?!\d)/
const MONTH_FIRST = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/
const COMPACT = /^(?:(\d{4})(\d{2})(\d{2})|(\d{2})(\d{2})(\d{4}))(?!\d)/
const LONGEST = 26

/**
 * A date at `start`. It is a finding only where a word says that somebody was born on it; any other date is still told,
 * so that its digits aren't taken for a phone number.
 */
export function dateAt(window: Window, start: number): DateRead | undefined {
  const before = window.at(start - 1)
  if (isAlphanumeric(before) || ((before === 45 || before === 47 || before === 46) && isDigit(window.at(start - 2)))) {
    return undefined
  }
  const text = dateText(window, start)
  const length = isLetter(window.at(start)) ? monthFirst(text) : (numeric(text) ?? withMonthName(text) ?? compact(text))
  if (length === undefined) return undefined
  const end = start + length
  const birth = isBirth(window, start, end)
  if (!birth && COMPACT.test(text)) return undefined
  return { end, candidate: birth ? { kind: 'date-of-birth', start, end, confidence: 0.95 } : undefined }
}

/** The characters a date could be made of: stops early, so that a stream needn't wait for more. */
function dateText(window: Window, start: number): string {
  let end = start
  while (end - start < LONGEST) {
    const code = window.at(end)
    if (!isAlphanumeric(code) && code !== 32 && code !== 45 && code !== 47 && code !== 46 && code !== 44) break
    end++
  }
  return window.text.slice(start, end).toLowerCase()
}

function isBirth(window: Window, start: number, end: number): boolean {
  const before = window.before(start, Math.min(CONTEXT, start - window.found.lastDateEnd))
  const birth = lastOf(BIRTH_WORDS, before)
  if (birth >= 0) return birth > lastOf(OTHER_DATE_WORDS, before)
  return names(BIRTH_WORDS, window.after(end, 14)) && !names(OTHER_DATE_WORDS, before)
}

function numeric(text: string): number | undefined {
  const match = NUMERIC.exec(text)
  if (match === null) return undefined
  const [all, day, , signMonth, spaceMonth, year, isoYear, , isoMonth, isoDay] = match
  const month = signMonth ?? spaceMonth
  const valid =
    isoYear === undefined ? isDate(day, month, year) || isDate(month, day, year) : isDate(isoDay, isoMonth, isoYear)
  return valid ? all.length : undefined
}

function withMonthName(text: string): number | undefined {
  const [all, day, month, year] = WITH_MONTH_NAME.exec(text) ?? []
  return all !== undefined && isDate(day, String(MONTHS.get(month ?? '') ?? 0), year) ? all.length : undefined
}

function monthFirst(text: string): number | undefined {
  const [all, month, day, year] = MONTH_FIRST.exec(text) ?? []
  return all !== undefined && isDate(day, String(MONTHS.get(month ?? '') ?? 0), year) ? all.length : undefined
}

function compact(text: string): number | undefined {
  const match = COMPACT.exec(text)
  if (match === null) return undefined
  const valid = match[1] === undefined ? isDate(match[4], match[5], match[6]) : isDate(match[3], match[2], match[1])
  return valid ? match[0].length : undefined
}

function isDate(day: string | undefined, month: string | undefined, year: string | undefined): boolean {
  const [d, m, y] = [Number(day), Number(month), Number(year)]
  return d >= 1 && d <= 31 && m >= 1 && m <= 12 && (year?.length === 2 || (y >= 1880 && y <= 2100))
}
