// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { duration, environmentName, id, text } from './fields.ts'
import { matching } from './in-words.ts'
import { price } from './limits.ts'

const country = matching(
  /^[A-Z]{2}$/,
  'gebruik een landcode van twee hoofdletters, zoals NL',
  'use a country code of two letters, in capitals, as in NL',
)

/** A fact, where it was read, and on which day. */
export interface KnownFact<T> {
  readonly is: T
  readonly source: string
  readonly asOf: string
}

/** `FR`, or `{ is: FR, source: …, asOf: … }` when its source differs from that of the provider's other facts. */
function fact<T extends z.ZodType>(value: T) {
  const whole = z.strictObject({ is: value, source: text.optional(), asOf: z.iso.date().optional() })
  return z.preprocess((given) => (isWhole(given) ? given : { is: given }), whole).optional()
}

function isWhole(given: unknown): boolean {
  return given === undefined || (typeof given === 'object' && given !== null && 'is' in given)
}

/** The APIs by which models can be called. */
const modelApis = ['chat', 'responses', 'embeddings', 'messages'] as const

const countries = z.array(country).min(1).max(250)

const subProcessor = z.strictObject({
  name: text,
  jurisdiction: country.optional(),
  processedIn: countries.optional(),
})

const model = z.strictObject({
  id: z.string().min(1).max(200),
  name: text.optional(),
  served: environmentName.optional(),
  /** The most tokens that it reads and writes, as its provider says: the bound for requests that set none. */
  maxInputTokens: z.int().min(1).max(100_000_000).optional(),
  maxOutputTokens: z.int().min(1).max(100_000_000).optional(),
  price: price.optional(),
  /** The person who admitted this model at this provider, and when; without it no call goes there. */
  admitted: z.strictObject({ by: id, on: z.iso.date() }).optional(),
})

/** How long each step of a call may take. */
const timeouts = z.strictObject({
  /** Until there is a connection. */
  connect: duration.default(10_000),
  /** From then until the answer begins. */
  headers: duration.default(300_000),
  /** Between two pieces of an answer. */
  idle: duration.default(120_000),
  /** One attempt, with all of its answer. */
  total: duration.default(1_200_000),
})

const given = z.strictObject({
  id,
  name: text,
  /** The source of every fact below that names none of its own. */
  source: text,
  asOf: z.iso.date(),
  /** The country whose law the owner answers to. */
  jurisdiction: fact(country),
  /** Every country where what is sent may be processed or kept. */
  processedIn: fact(countries),
  /** Everyone else who may see what is sent; an empty list says that nobody does. */
  subProcessors: fact(z.array(subProcessor).max(100)),
  /** How long what is sent is kept; 0 for not at all. */
  retentionDays: fact(z.int().min(0).max(36_500)),
  /** Whether what is sent may be used for training. */
  trainsOnData: fact(z.boolean()),
  api: z.literal('openai'),
  speaks: z.array(z.enum(modelApis)).min(1).default(['chat', 'embeddings']),
  /**
   * Whether usage in a streamed chat completion has to be asked for, or always comes; some endpoints refuse to be asked.
   */
  streamUsage: z.enum(['asked', 'told']).default('asked'),
  url: z.strictObject({ env: environmentName, default: z.url().optional() }),
  key: z.strictObject({ env: environmentName }).optional(),
  timeouts: timeouts.prefault({}),
  models: z.array(model).min(1).max(200),
})

interface Dated<T> {
  readonly is: T
  readonly source?: string | undefined
  readonly asOf?: string | undefined
}

const provider = given.transform(
  ({ jurisdiction, processedIn, subProcessors, retentionDays, trainsOnData, ...rest }) => {
    const dated = <T>(fact: Dated<T> | undefined): KnownFact<T> | undefined =>
      fact && { is: fact.is, source: fact.source ?? rest.source, asOf: fact.asOf ?? rest.asOf }
    return {
      ...rest,
      /** An undefined fact is unknown: any rule that needs it refuses (P10). */
      facts: {
        jurisdiction: dated(jurisdiction),
        processedIn: dated(processedIn),
        subProcessors: dated(subProcessors),
        retentionDays: dated(retentionDays),
        trainsOnData: dated(trainsOnData),
      },
    }
  },
)

export const providersFile = z.strictObject({ providers: z.array(provider).max(100) })

export type Provider = Readonly<z.output<typeof provider>>
export type Model = Provider['models'][number]
export type ModelApiName = (typeof modelApis)[number]
