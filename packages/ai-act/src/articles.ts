// SPDX-License-Identifier: EUPL-1.2
// Looks up a rule or duty by its id, so that every outcome can be traced to its article.
import { AiActError, quoted } from './errors.ts'
import { currentLaw } from './law/laws.ts'
import type { Law, ReadingId, Rule } from './law/types.ts'
import { type Text, text } from './text.ts'

export interface Article {
  readonly id: string
  readonly article: string
  readonly title: Text
  readonly note: Text | null
  readonly readings: readonly ReadingId[]
}

function ofRule({ id, article, title, note, readings }: Rule): Article {
  return { id, article, title, note: note ?? null, readings: readings ?? [] }
}

/** Every rule, obligation and procedure of a law, in the order of the law. */
export function articlesOf(law: Law = currentLaw): readonly Article[] {
  const rules = [
    ...law.scope,
    ...law.exclusions,
    law.openSource,
    ...law.prohibited,
    ...law.products,
    ...law.annexIII,
    law.filter,
    ...law.transparency,
    law.models.model,
    law.models.systemic,
    ...law.roleSwitch,
  ]
  return [
    ...rules.map(ofRule),
    // Each transparency rule is also a duty with the same id.
    ...law.transparency.map((rule) => ({ ...ofRule(rule), id: `O-${rule.id}` })),
    ...law.obligations.map(({ id, article, duty, readings }) => ({
      id,
      article,
      title: duty,
      note: null,
      readings: readings ?? [],
    })),
    ...law.conformity.map(({ id, article, procedure }) => ({
      id,
      article,
      title: procedure,
      note: null,
      readings: [],
    })),
  ]
}

/** The rule with that id, such as `4.a`, `50.1` or `O-26-7`. Throws `unknown_article`. */
export function articleOf(id: string, law: Law = currentLaw): Article {
  const article = articlesOf(law).find((candidate) => candidate.id === id)
  if (article !== undefined) return article
  throw new AiActError(
    'unknown_article',
    text(
      `${quoted(id)} is geen regel in versie ${law.version} van de wet. Regels heten bijvoorbeeld 5.1.f, 4.a of 50.1.`,
      `${quoted(id)} is no rule in version ${law.version} of the law. Rules are named like 5.1.f, 4.a or 50.1.`,
    ),
  )
}
