// SPDX-License-Identifier: EUPL-1.2
import type { Language, Say } from '../language.ts'

/** A moment in the reader's own time zone and style: day and minute. */
export function tellTime(ms: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(ms)
}

/** How long until a moment, in its two largest units. */
export function tellLeft(ms: number, say: Say): string {
  const minutes = Math.floor(ms / 60_000)
  if (ms <= 0) return say('de tijd is om', 'the time is over')
  if (minutes < 1) return say('nog geen minuut', 'less than a minute left')
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  const parts =
    days > 0
      ? [`${days} d`, say(`${hours} u`, `${hours} h`)]
      : hours > 0
        ? [say(`${hours} u`, `${hours} h`), `${minutes % 60} min`]
        : [`${minutes} min`]
  return say(`nog ${parts.join(' ')}`, `${parts.join(' ')} left`)
}
