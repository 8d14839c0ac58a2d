// SPDX-License-Identifier: EUPL-1.2
import { foldedName, isObject, type JsonObject, type JsonValue } from '../journal/index.ts'

/** By these a request asks for several answers, or has several made to choose from (vLLM: `best_of`); each is paid for. */
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

/** By these one says how long an answer may be, or has to be. llama.cpp goes by `n_predict`, whatever `max_tokens` says. */
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

/** Members that hold words of the caller's own, whatever they are named. */
const ownWords: ReadonlySet<string> = new Set(['input', 'messages', 'metadata', 'response_format', 'tools'])

/** What a request makes of the output that it states as its API has it. */
interface OutputAsked {
  /** How many answers are made, at most. */
  readonly times: number
  /** The most tokens that it names for one, by any name. */
  readonly longest: number
  /** What is paid for on top: of a text that was predicted, what the model did not say (OpenAI). */
  readonly predicted: number
}

/**
 * Endpoints read more than the API has that they say they speak: so every name by which one of them multiplies or
 * lengthens an answer counts, wherever it stands among the settings. What is no count has no bound (P10).
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
