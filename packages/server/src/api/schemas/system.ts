// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { laws } from '@sluis/ai-act'
import { reason, time } from './common.ts'

export const systemSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    purpose: z.string(),
    owner: z.string(),
    accountable: z.string(),
    department: z.string().optional(),
    openQuestions: z.int().openapi({ description: 'How many open facts may still change its class.' }),
    label: z.string().openapi({ description: 'The class of the AI Act on the facts that hold.' }),
    strictest: z.string().openapi({ description: 'The strictest class that is still possible: it steers the gate.' }),
    isFiltered: z.boolean(),
    law: z.string(),
    stage: z.string(),
    isAccepted: z.boolean(),
    waitsForAssessor: z.boolean(),
    isDisputed: z.boolean(),
    notices: z
      .array(
        z.object({
          point: z.string(),
          article: z.object({ nl: z.string(), en: z.string() }),
          title: z.object({ nl: z.string(), en: z.string() }),
          fact: z.string(),
          isDenied: z.boolean().openapi({ description: 'The register says that it is not so.' }),
          seen: z.enum(['declared', 'traffic']),
          at: time,
        }),
      )
      .readonly()
      .openapi({
        description: 'Signs of work that Annex III names, which the facts do not count: a warning, no class.',
      }),
    passesGate: z.boolean(),
    basis: z.string().openapi({ description: 'What an assessment, an acceptance or a release is of.' }),
  })
  .openapi('RegisteredSystem')

export const texts = z.object({ nl: z.string(), en: z.string() })
/** What nobody has done or said yet. */
export const missing = z.object({ what: z.string(), text: texts })

const asked = z.object({
  question: texts,
  source: texts.openapi({ description: 'The clause that makes the question matter.' }),
  kind: z.string(),
})

export const outsideJudgement = z.object({
  issuer: z.string(),
  statement: z.string(),
  label: z.string(),
  strictest: z.string(),
  on: z.string(),
  agrees: z.boolean(),
  isOfThis: z.boolean(),
  reason: z.string().optional(),
})

export const systemView = systemSummary
  .extend({
    gate: z
      .record(z.string(), z.union([z.boolean(), z.string(), z.array(z.string()).readonly()]))
      .openapi({ description: 'How rules see its agents today; docs/reference/register.md.' }),
    disclosure: z
      .object({
        articles: z.array(z.string()).readonly(),
        sentence: z.string().optional(),
        mark: z.string(),
        header: z.string(),
        tools: z.array(z.string()).readonly(),
      })
      .optional()
      .openapi({ description: 'What art. 50 asks to be said, and the tools in whose texts the gate has it said.' }),
    logTerm: z
      .object({
        days: z.int(),
        atLeast: z.int().optional(),
        floor: z
          .object({ days: z.int(), articles: z.object({ nl: z.string(), en: z.string() }), isAheadOfLaw: z.boolean() })
          .optional(),
      })
      .openapi({
        description:
          'After how many days content is erased, and before how many only by right; floor is what the law asks.',
      }),
    outside: z
      .array(outsideJudgement)
      .readonly()
      .openapi({ description: 'What outside bodies stated of its class, beside the judgements.' }),
    content: z.unknown(),
    facts: z
      .array(
        z.object({
          fact: z.string(),
          value: z.unknown(),
          source: z.string().optional(),
          by: z.string().optional(),
          at: time.optional(),
          isDeclared: z
            .boolean()
            .openapi({ description: "Stands in the system's file, where alone it can be changed." }),
          asked: asked.optional(),
        }),
      )
      .readonly(),
    open: z
      .array(asked.extend({ fact: z.string(), about: z.enum(['class', 'duties']), isAnsweredUnknown: z.boolean() }))
      .readonly(),
    hits: z.array(z.unknown()).readonly(),
    obligations: z.array(z.unknown()).readonly(),
    readings: z.array(z.object({ id: z.string(), text: texts })).readonly(),
    judgements: z.array(z.unknown()).readonly(),
    history: z.array(z.unknown()).readonly(),
  })
  .openapi('RegisteredSystemInFull')

export const portfolio = z.object({
  systems: z.int(),
  byClass: z.record(z.string(), z.int()),
  byStage: z.record(z.string(), z.int()),
  waiting: z.object({
    acceptance: z.array(z.string()).readonly(),
    assessment: z.array(z.string()).readonly(),
    answers: z.array(z.string()).readonly(),
  }),
})

const question = z
  .object({
    fact: z.string(),
    topic: z.object({ id: z.string(), title: z.string(), about: z.string() }),
    kind: z.string(),
    answers: z.array(z.union([z.boolean(), z.string()])).readonly(),
    question: z.string(),
    example: z.string(),
    source: z.string(),
    decides: z
      .array(z.object({ title: z.string(), source: z.string() }))
      .readonly()
      .openapi({ description: 'The rules of the law that wait for the answer, three at most.' }),
  })
  .openapi('Question')

export const nextQuestion = z.object({
  question: question.nullable(),
  left: z.int().openapi({ description: 'Open questions about the class; one answer may settle several.' }),
})

export const questionsAhead = z.object({
  questions: z
    .array(question.extend({ settles: z.enum(['applies', 'forbidden', 'high', 'told', 'duties']) }))
    .readonly()
    .openapi({
      description: 'What settles the class of a system that does nothing the law names; other answers bring up others.',
    }),
  left: z.int().openapi({ description: 'Open questions about the class; most fall away with those answers.' }),
})

const value = z.union([z.boolean(), z.number(), z.string().max(100), z.array(z.string().max(100)).max(20)])
const factName = z.string().min(1).max(100)
const basis = z.string().min(1).max(100)

export const questionWish = z.object({ fact: factName.optional() })
export const answerGiven = z.strictObject({ fact: factName, value, source: reason })
export const basisGiven = z.strictObject({ basis })
export const assessmentGiven = z.strictObject({
  basis,
  role: z.enum(['owner', 'second']),
  reason,
  facts: z.record(factName, value).optional(),
  articles: z.array(z.string().max(40)).max(50).optional(),
})

export const supplier = z.object({
  id: z.string(),
  name: z.string(),
  what: z.enum(['provider', 'tool-server', 'named']),
  jurisdiction: z.object({ is: z.string(), source: z.string(), asOf: z.string() }).optional(),
  calls: z.int(),
  systems: z.array(z.string()).readonly(),
  basis: z.enum(['seen', 'declared']),
  isDeclared: z.boolean(),
})

/** The coverage of a list: what never passes the gate is not seen. */
export const coverage = z.object({ seen: z.string(), declared: z.string() })

export const impactView = z
  .object({
    on: z.string(),
    law: z.string(),
    departments: z
      .array(
        z.object({
          department: z.string().nullable().openapi({ description: 'Null where no file names one.' }),
          strictest: z.string(),
          byClass: z.record(z.string(), z.int()),
          systems: z
            .array(
              z.object({
                id: z.string(),
                name: z.string(),
                label: z.string().openapi({ description: '`unregistered` for what was only seen at the gate.' }),
                strictest: z.string(),
                stage: z.string(),
                calls: z.int(),
                work: z
                  .object({
                    purpose: z.string(),
                    problem: z.string(),
                    baseline: z.string(),
                    measure: z.string(),
                    measured: z.string().optional(),
                    users: z.string(),
                    affected: z.string(),
                    objection: z.string(),
                  })
                  .optional(),
                suppliers: z.array(supplier).readonly(),
                missing: z.array(missing).readonly(),
              }),
            )
            .readonly(),
          suppliers: z.array(supplier).readonly(),
        }),
      )
      .readonly(),
    coverage,
  })
  .openapi('Impact')

const classes = z.enum(['prohibited', 'high', 'limited', 'minimal', 'out_of_scope'])

export const systemFilter = z.object({
  label: z.enum([...classes.options, 'undetermined']).optional(),
  strictest: classes.optional(),
  stage: z.enum(['test', 'released']).optional(),
  owner: z.string().max(100).optional(),
  department: z.string().max(100).optional(),
  open: z.stringbool().optional().openapi({ type: 'boolean', description: 'Only those with open questions.' }),
  unregistered: z
    .stringbool()
    .optional()
    .openapi({ type: 'boolean', description: 'Only those that were seen and are not registered.' }),
})

export const changeWish = z.object({
  on: z.iso.date().optional(),
  law: z.enum(laws.map(({ version }) => version)).optional(),
})

const change = z.object({ before: z.string(), after: z.string() }).nullable()
const ids = z.array(z.string()).readonly()

export const difference = z.object({
  system: z.string(),
  label: change,
  strictest: change,
  added: ids,
  removed: ids,
  changed: ids,
})

export const seenSystem = z.object({
  id: z.string(),
  agents: z.array(z.string()).readonly(),
  isRegistered: z.boolean(),
  traffic: z
    .array(
      z.object({
        what: z.enum(['model', 'tool']),
        name: z.string(),
        supplier: z.string().optional(),
        calls: z.int(),
        passed: z.int(),
        firstAt: time,
        lastAt: time,
        isDeclared: z.boolean(),
      }),
    )
    .readonly(),
})

export const seenView = z.object({
  systems: z.array(seenSystem).readonly(),
  suppliers: z.array(supplier).readonly(),
  coverage,
})
