// SPDX-License-Identifier: EUPL-1.2
// What a run sealed is let go a day at a time, as its term passes: every day of a run has a key of its own. In the vault
// that key stands under the run with the day behind it, and what it sealed under the run's pseudonym with the day behind it.

/** One day of a run, as `2026-11-23`, by the clock of the log in UTC. */
export interface RunDay {
  readonly run: string
  readonly day: string
}

/** Some of the days of runs that have a key still, and where the page after them begins. */
export interface RunDays {
  readonly days: readonly RunDay[]
  readonly next?: string
}

export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}

/** Under which name the vault has the key that seals for a subject on a day. */
export function keyNameOn(day: string, subject: string): string {
  return subject.startsWith('run:') ? onDay(day, subject) : subject
}

export function onDay(day: string, name: string): string {
  return `${name}@${day}`
}

/** The day behind a name that has one. */
export function dayIn(name: string): string {
  return name.slice(-'2026-11-23'.length)
}

/** What runs' keys of days are called, as SQL's LIKE has it. */
export const likeRunDay = 'run:%@____-__-__'

/** The day that a name of the vault stands for. */
export function runDayIn(name: string): RunDay | undefined {
  const [, run, day] = /^run:(.+)@(\d{4}-\d{2}-\d{2})$/s.exec(name) ?? []
  return run === undefined || day === undefined ? undefined : { run, day }
}

/** How long every pseudonym is. A day's goes on behind that. */
export const pseudonymLength = 32
