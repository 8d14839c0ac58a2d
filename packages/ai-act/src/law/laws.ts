// SPDX-License-Identifier: EUPL-1.2
// The versions of the law that this package knows. This is the first clock, which law; the second, on which date, is
// elsewhere.
import { AiActError, quoted } from '../errors.ts'
import { text } from '../text.ts'
import { law2024 } from './law-2024.ts'
import { law2026 } from './law-2026.ts'
import type { Law } from './types.ts'

/** Oldest first. */
export const laws: readonly Law[] = [law2024, law2026]

export const currentLaw: Law = law2026

/** The law of that version, such as `2026-11-22`. Throws `unknown_law_version`. */
export function lawOf(version: string): Law {
  const law = laws.find((candidate) => candidate.version === version)
  if (law !== undefined) return law
  const versions = laws.map((known) => known.version).join(', ')
  throw new AiActError(
    'unknown_law_version',
    text(
      `Versie ${quoted(version)} van de wet is niet bekend. Kies uit: ${versions}.`,
      `Version ${quoted(version)} of the law is not known. Choose from: ${versions}.`,
    ),
  )
}
