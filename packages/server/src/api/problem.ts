// SPDX-License-Identifier: EUPL-1.2
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { routePath } from 'hono/route'
import { problemIn } from '../organisation/index.ts'
import { warn } from '../warnings/index.ts'
import { type ApiError, statuses } from './problem-code.ts'
import { problemOf } from './problem-of.ts'
import { problemWords } from './problem-words.ts'
import type { Services } from './services.ts'
import type { Language } from './words.ts'

/** Dutch or English, whichever the caller reads better. */
export function languageOf(c: Context, otherwise: Language): Language {
  const language = accepts(c, {
    header: 'Accept-Language',
    supports: ['nl', 'en'],
    default: otherwise,
    // `nl-NL` and `nl-BE` are Dutch (RFC 4647 §3.4, lookup).
    match: (wanted, { supports }) =>
      wanted
        .filter(({ q }) => q > 0)
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => type.slice(0, 2).toLowerCase())
        .find((tag) => supports.includes(tag)) ?? otherwise,
  })
  return language === 'nl' ? 'nl' : 'en'
}

/** RFC 9457. The operator is told what really happened; the caller only what is theirs to know. */
export function respondWithProblem(
  c: Context,
  error: unknown,
  { organisation, ruleOf }: Pick<Services, 'organisation' | 'ruleOf'>,
): Response {
  const problem = problemOf(error, ruleOf)
  if (problem.code === 'internal' || problem.code === 'log-unavailable') {
    // By the route: the path itself may name somebody.
    warn('api-failed', { request: `${c.req.method} ${routePath(c)}`, error })
  }
  const language = languageOf(c, organisation().settings.language)
  return new Response(JSON.stringify(bodyOf(problem, language)), {
    status: statuses[problem.code],
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language,
      vary: 'Accept-Language',
      'cache-control': 'no-store',
      ...(problem.code === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}),
      ...(problem.code === 'too-many-attempts' ? { 'retry-after': '60' } : {}),
    },
  })
}

function bodyOf({ code, members }: ApiError, language: Language) {
  const { sentence, problems, ...others } = members
  const told = problems && { problems: problems.map((one) => problemIn(one, language)) }
  return {
    ...others,
    ...told,
    status: statuses[code],
    code,
    ...problemWords[code][language],
    ...detailIn(sentence, language),
  }
}

/** If the room that refused has a sentence of its own, that says more than any general one. */
function detailIn(sentence: unknown, language: Language): { readonly detail?: string } {
  if (typeof sentence !== 'object' || sentence === null) return {}
  const detail: unknown = Reflect.get(sentence, language)
  return typeof detail === 'string' ? { detail } : {}
}
