// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { algoritmeregisterSection } from './algoritmeregister-schema.ts'
import { days, id, text } from './fields.ts'
import { says } from './in-words.ts'

const texts = z.array(text).max(50).default([])

const sentence = z
  .string()
  .min(10)
  .max(300)
  .refine(
    (value) => /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(value) && value.trim() === value,
    says('gebruik één regel gewone tekst', 'use one line of plain text'),
  )

/** An answer to one of the AI Act's facts. The register's room has that list, and refuses a name that isn't on it. */
const answer = z.union([z.boolean(), z.number(), z.string().max(100), z.array(z.string().max(100)).max(20)])
const fact = z.union([answer, z.strictObject({ is: answer, source: text })])

/**
 * What the organisation says of a system in its own register. It never states the class, which follows from the facts.
 */
export const registerSection = z.strictObject({
  /** The part of the organisation that works with it: a department, or for a public body its ministry. */
  department: z.string().min(1).max(100).optional(),
  problem: text,
  /** How the work was done without the system. */
  baseline: text,
  alternatives: z
    .array(z.strictObject({ what: text, why: text }))
    .max(20)
    .default([]),
  benefit: z.strictObject({ measure: text, measured: text.optional() }),
  /** When the organisation stops using it. */
  stopWhen: text,
  users: text,
  /** Who is affected, and where they can object and reach a person. */
  affected: z.strictObject({ who: text, objection: text }),
  data: texts,
  suppliers: texts,
  /** Models and tools that it uses outside the gate, such as an assistant built into an office suite. */
  outside: z.strictObject({ models: texts, tools: texts }).default({ models: [], tools: [] }),
  oversight: z.strictObject({
    how: text,
    /** The body that a high-risk system's calls wait for. */
    body: id.optional(),
    /** Tools that change nothing and decide about nobody: they wait for no one. */
    unattended: z.array(z.string().max(200)).max(100).default([]),
  }),
  logs: text,
  /** How long the requests and answers of its agents are kept; by default as long as the organisation says. */
  keepLogs: days.optional(),
  /** The sentence that opens what the system writes to people (art. 50), in place of Sluis's own. */
  disclosure: sentence.optional(),
  assessments: z
    .array(z.strictObject({ kind: z.enum(['dpia', 'fria', 'iama', 'other']), where: text, on: z.iso.date() }))
    .max(20)
    .default([]),
  facts: z.record(z.string().max(100), fact).default({}),
  /** The texts of papers such as the technical documentation, by topic; the register's room knows the topics. */
  papers: z.record(z.string().max(40), z.string().min(1).max(20_000)).default({}),
  /** What its entry in the Dutch Algoritmeregister says, in plain Dutch. */
  algoritmeregister: algoritmeregisterSection.optional(),
})
