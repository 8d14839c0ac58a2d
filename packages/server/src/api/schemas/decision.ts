// SPDX-License-Identifier: EUPL-1.2
import { z } from '@hono/zod-openapi'
import { named, reason, time } from './common.ts'
import { coverage, missing, outsideJudgement, supplier, texts } from './system.ts'

const basis = z.string().min(1).max(100)

export const releaseGiven = z.strictObject({ basis, reason: reason.optional() })
export const noGoGiven = z.strictObject({ basis, reason })

const judgement = z.object({
  by: named.optional(),
  role: z.enum(['owner', 'second']),
  label: z.string(),
  strictest: z.string(),
  isFiltered: z.boolean(),
  agrees: z.boolean().openapi({ description: 'False: they came to another class, and are in dissent.' }),
  entry: z.int(),
  reason: z.string().optional(),
})

const evidence = z.object({
  obligation: z.string(),
  article: z.string(),
  cited: texts,
  duty: texts,
  wanted: texts.optional(),
  status: z.enum(['applies', 'may_apply']),
  from: z.string(),
  isAheadOfLaw: z.boolean(),
  standing: z.enum(['recorded', 'nothing-recorded']),
  found: z.array(texts).readonly(),
})

export const decisionFile = z
  .object({
    on: z.string(),
    madeAt: time,
    system: z.object({
      id: z.string(),
      name: z.string(),
      purpose: z.string(),
      version: z.string(),
      basis: z.string().openapi({ description: 'What a decision is of.' }),
      stage: z.string(),
      owner: named.optional(),
      accountable: named.optional(),
    }),
    class: z.object({
      label: z.string(),
      strictest: z.string(),
      isFiltered: z.boolean(),
      law: z.string(),
      hits: z.array(z.object({ id: z.string(), article: z.string(), title: texts, inForce: z.boolean() })).readonly(),
      readings: z.array(texts).readonly(),
    }),
    evidence: z.array(evidence).readonly(),
    judgements: z.array(judgement).readonly(),
    outside: z.array(outsideJudgement.omit({ reason: true })).readonly(),
    acceptance: z.object({ by: named.optional(), at: time, entry: z.int() }).optional(),
    trials: z
      .array(
        z.object({
          entry: z.int(),
          at: time,
          what: z.enum(['stop', 'provider-loss', 'replay']),
          of: z.string().optional(),
          worstMs: z.int().optional(),
          changed: z.int().optional(),
        }),
      )
      .readonly(),
    cases: z.record(z.string(), z.int()),
    calls: z.object({ seen: z.int(), passed: z.int() }),
    openIncidents: z.array(z.string()).readonly(),
    statements: z
      .array(z.object({ id: z.string(), issuer: z.string(), payloadType: z.string(), at: time, entry: z.int() }))
      .readonly(),
    suppliers: z.array(supplier).readonly(),
    missing: z.array(missing).readonly(),
    coverage,
  })
  .openapi('DecisionFile')

export const decided = z
  .object({
    entry: z.int(),
    decision: z.enum(['go', 'no-go']),
    at: time,
    by: named.optional(),
    reason: z.string().optional(),
  })
  .openapi('Decision')
