// SPDX-License-Identifier: EUPL-1.2
import { foldedName, isObject, type JsonObject, type JsonValue } from '../journal/index.ts'

/**
 * The members that ask for several answers, or for several to choose from (vLLM: `best_of`); each answer is paid for.
 */
const timesOver: ReadonlySet<string> = new Set([
  'beamsize',
  'beamwidth',
  'bestof',
  'candidatecount',
  'n',
  'ncmpl',
  'nsamples',
  'numbeams',
  'numcompletions',
  'numgenerations',
  'numreturnsequences',
  'numsamples',
])

/**
 * The members that say how long an answer may or must be. llama.cpp goes by `n_predict`, whatever `max_tokens` says.
 */
const longs: ReadonlySet<string> = new Set([
  'maxcompletiontokens',
  'maxgenlen',
  'maxlength',
  'maxnewtokens',
  'maxoutputtokens',
  'maxtokens',
  'maxtokenstosample',
  'minlength',
  'minnewtokens',
  'mintokens',
  'npredict',
  'numpredict',
])

/** Members that hold the caller's own words, so that names inside them mean nothing. */
const ownWords: ReadonlySet<string> = new Set(['input', 'messages', 'metadata', 'response_format', 'tools'])

/** How a request changes the bound on output that it states in its API's own member. */
interface OutputAsked {
  /** The most answers that are made. */
  readonly times: number
  /** The highest number of tokens that it names for one answer, by any name. */
  readonly longest: number
  /** Tokens that are paid for on top: of a predicted text, those that the model did not use (OpenAI). */
  readonly predicted: number
}

/**
 * Endpoints accept more than the API that they claim to speak. So every name by which any of them multiplies or
 * lengthens an answer counts, wherever among the settings it stands. A value that is no count has no bound (P10).
 */
export function outputAsked(body: JsonObject, stated: number): OutputAsked {
  let [times, longest] = [1, stated]
  const count = (settings: JsonObject): void => {
    for (const name of Object.keys(settings)) {
      const plain = foldedName(name).replaceAll(/[_-]/g, '')
      if (timesOver.has(plain)) times *= countOf(settings[name], 1)
      else if (longs.has(plain)) longest = Math.max(longest, countOf(settings[name], 0))
    }
  }
  count(body)
  for (const name of Object.keys(body)) {
    const held = body[name]
    if (isObject(held) && !ownWords.has(name)) count(held)
  }
  const predicted = isObject(body.prediction) ? Buffer.byteLength(JSON.stringify(body.prediction)) : 0
  return { times, longest, predicted }
}

function countOf(value: JsonValue | undefined, none: number): number {
  if (value === undefined || value === null) return none
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return Number.POSITIVE_INFINITY
  return Math.max(value, none)
}
