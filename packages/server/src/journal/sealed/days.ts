// SPDX-License-Identifier: EUPL-1.2
// What a run sealed is erased a day at a time, when its term has passed: every day of a run has a key of its own. In
// the vault that key has the name of the run followed by the day; what it sealed stands under the run's pseudonym
// followed by the day.

/** One day of a run, as `2026-11-23`, by the clock of the log in UTC. */
export interface RunDay {
  readonly run: string
  readonly day: string
}

/** Some of the days of runs that still have a key, and where the next page begins. */
export interface RunDays {
  readonly days: readonly RunDay[]
  readonly next?: string
}

export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}

/** The name in the vault of the key that seals for a subject on a day. */
export function keyNameOn(day: string, subject: string): string {
  return subject.startsWith('run:') ? onDay(day, subject) : subject
}

export function onDay(day: string, name: string): string {
  return `${name}@${day}`
}

/** The day after a name that has one. */
export function dayIn(name: string): string {
  return name.slice(-'2026-11-23'.length)
}

/** The names of runs' keys of days, as a pattern for SQL's LIKE. */
export const likeRunDay = 'run:%@____-__-__'

/** The day that a name of the vault stands for. */
export function runDayIn(name: string): RunDay | undefined {
  const [, run, day] = /^run:(.+)@(\d{4}-\d{2}-\d{2})$/s.exec(name) ?? []
  return run === undefined || day === undefined ? undefined : { run, day }
}

/** The length of every pseudonym; a day follows it. */
export const pseudonymLength = 32
