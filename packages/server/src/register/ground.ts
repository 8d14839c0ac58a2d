// SPDX-License-Identifier: EUPL-1.2
import { currentLaw, type IsoDate, type Law } from '@sluis/ai-act'
import type { Journal } from '../journal/index.ts'
import { dayIn, type Organisation } from '../organisation/index.ts'

export interface RegisterParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly now: () => number
  /** The version of the law; the newest by default. */
  readonly law?: Law
}

/** What everything in this room is judged by: the log, the files, the version of the law, and the day. */
export interface Ground {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly law: Law
  /** Today in the organisation's time zone. */
  readonly today: () => IsoDate
  readonly now: () => number
}

export function groundOf({ journal, organisation, now, law = currentLaw }: RegisterParts): Ground {
  return { journal, organisation, law, now, today: () => dayIn(organisation().settings.timezone, now()) }
}
