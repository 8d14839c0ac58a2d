// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { days, duration, environmentName, id, label, schedule, text } from './fields.ts'
import { matching, says } from './in-words.ts'
import { limits } from './limits.ts'
import { packName } from './packs.ts'
import { algoritmeregister, contact } from './publisher-schema.ts'
import { registerSection } from './register-schema.ts'
import { witnesses } from './witness.ts'

const email = z.email().max(254)
/** A name with an @ or a whole address would match no domain, and make every colleague an outsider. */
const mailDomain = matching(
  /^[^\s@:/*]+\.[^\s@:/*.]+$/,
  'schrijf alleen het domein, zoals verhage.example, zonder @',
  'write the domain alone, as in verhage.example, without an @',
).toLowerCase()
const ids = z.array(id).max(500).default([])

/** The roles of DESIGN.md; the identity room says what each may do. */
const roles = ['owner', 'operator', 'reviewer', 'auditor'] as const

const person = z.strictObject({
  id,
  name: text,
  email,
  roles: z.array(z.enum(roles)).min(1),
})

const body = z
  .strictObject({
    id,
    name: text,
    members: z.array(id).min(1).max(100),
    quorum: z.int().min(1).max(100).default(1),
    veto: ids,
    expiresAfter: duration.default(8 * 3_600_000),
  })
  .refine(
    (value) => value.quorum <= value.members.length,
    says(
      'quorum is groter dan het aantal leden; verlaag het of voeg leden toe',
      'the quorum is larger than the number of members; lower it or add members',
    ),
  )

const agent = z.strictObject({ id, name: text, system: id, limits: limits.optional() })

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const organisationFile = z.strictObject({
  id,
  name: text,
  language: z.enum(['nl', 'en']).default('en'),
  timezone: z
    .string()
    .refine(isTimeZone, says('gebruik een tijdzone zoals Europe/Amsterdam', 'use a time zone as in Europe/Amsterdam'))
    .default('Europe/Amsterdam'),
  mailDomains: z.array(mailDomain).max(50).default([]),
  people: z.array(person).min(1).max(10_000),
  bodies: z.array(body).max(200).default([]),
  agents: z.array(agent).max(1000).default([]),
  /** Ready-made rules: packs of Sluis by name, the organisation's own by folder. */
  packs: z.array(packName).max(50).default([]),
  publicLog: z.boolean().default(false),
  /** How long requests and answers of agents are kept, unless a system sets its own term or the law asks for longer. */
  keepLogs: days.default(30 * 86_400_000),
  witnesses: witnesses.default([]),
  /** How many must cosign before Sluis starts. Beyond those, a witness that can't be reached stops nothing. */
  witnessesRequired: z.int().min(0).max(16).default(0),
  limits: limits.optional(),
  notify: z.strictObject({ through: id, from: email }).optional(),
  contact: contact.optional(),
  algoritmeregister: algoritmeregister.optional(),
})

/**
 * What is known of the texts that the system's agents bring themselves. By default they may come from strangers;
 * `labels: []` says that they come only from the organisation's own people and files.
 */
const prompts = z.strictObject({ labels: z.array(label).max(10) }).optional()

export const systemFile = z.strictObject({
  id,
  name: text,
  purpose: text,
  owner: id,
  accountable: id,
  models: ids,
  tools: z.array(z.string()).max(500).default([]),
  prompts,
  /**
   * Functions that the system's agents carry out themselves, outside the gate. They are recorded as ungoverned, no more.
   */
  localTools: z
    .array(
      matching(
        /^[A-Za-z0-9_.-]{1,64}$/,
        'gebruik hoogstens 64 letters, cijfers, punten, streepjes of _, zonder spaties',
        'use at most 64 letters, digits, dots, hyphens or _, without spaces',
      ),
    )
    .max(100)
    .default([]),
  limits: limits.optional(),
  /**
   * What the AI register says of it. Without this the system is unregistered, and the gate passes none of its calls.
   */
  register: registerSection.optional(),
})

const tool = z.strictObject({
  groups: ids,
  labels: z.array(label).max(50).default([]),
  /** For a tool that brings a text to people: the argument with that text, whose opening is checked (art. 50). */
  tells: matching(
    /^[A-Za-z0-9_.-]{1,60}$/,
    'gebruik de naam van een argument van het gereedschap, zonder spaties',
    'use the name of an argument of the tool, without spaces',
  ).optional(),
  /** Rules by which the tool's answer loses a label, because of what the tool does: it counts, checks or cleans. */
  removes: z
    .array(z.strictObject({ rule: id, label }))
    .max(10)
    .optional(),
  /**
   * Whether doing it twice does no harm, as with reading. Any other call is never repeated when its outcome is unknown.
   */
  repeatable: z.boolean().default(false),
  maxResultBytes: z.int().min(1).max(104_857_600).default(10_485_760),
  /** SHA-256 of the description that is admitted by loading this file, as `sluis tools admit` gives it. */
  admitted: matching(
    /^[0-9a-f]{64}$/,
    'neem de 64 tekens over die `sluis tools show` geeft',
    'use the 64 hexadecimal digits that `sluis tools show` gives',
  ).optional(),
})

/** A tool that is called, and where its arguments hold an amount of money: rules may then ask how much it is. */
const calledTool = tool.extend({
  amount: z
    .strictObject({
      argument: matching(
        /^[A-Za-z0-9_.-]{1,60}$/,
        'gebruik de naam van een argument van het gereedschap, zonder spaties',
        'use the name of an argument of the tool, without spaces',
      ),
      in: z.enum(['euros', 'cents']),
    })
    .optional(),
})

const toolName = matching(
  /^[A-Za-z0-9_-]{1,60}$/,
  'gebruik voor gereedschap een naam van hoogstens 60 letters, cijfers, streepjes of _',
  'name a tool with at most 60 letters, digits, hyphens or _',
)
const tools = z.record(toolName, calledTool)

const untrusted = z.array(label).max(50).default(['untrusted'])

/** For a server that somebody else runs: its answers are a stranger's text unless the organisation says otherwise. */
const foreignTools = z.record(toolName, calledTool.extend({ labels: untrusted }))

/** What may be read from a server: one address, or with a last `*` every address that begins with what precedes it. */
const resource = tool.omit({ admitted: true }).extend({
  uri: matching(
    /^[a-z][a-z0-9+.-]*:[^\s*]*\*?$/,
    'schrijf een adres zoals docs://handboek, of docs://handboek/* voor alles daaronder',
    'write an address such as docs://handbook, or docs://handbook/* for all below it',
    z.string().max(500),
  ),
  labels: untrusted,
  repeatable: z.boolean().default(true),
})
const resources = z.record(toolName, resource).default({})

const prompt = tool.extend({ labels: untrusted, repeatable: z.boolean().default(true) })
const serverPrompts = z.record(toolName, prompt).default({})

/** Refuses variables that would lift the confinement of the process that they are set for. */
const ownVariable = environmentName.refine(
  (name) => !/^(NODE|LD|DYLD|UV)_|^PATH$/.test(name),
  says(
    'deze variabele bepaalt hoe de server start en is hier niet te zetten; haal haar weg',
    'this variable steers how the server is started, and can not be set; take it out',
  ),
)

const stdioServer = z.strictObject({
  id,
  kind: z.literal('mcp-stdio'),
  package: z.string(),
  folder: z.string(),
  /** Whether the server may also write in its folder. */
  writes: z.boolean().default(false),
  /**
   * One process for each agent, for a server that remembers. If it writes, each gets a folder of its own inside the
   * folder.
   */
  perAgent: z.boolean().default(false),
  /** `{folder}` is replaced by the folder's full path. */
  arguments: z.array(text).max(50).default(['{folder}']),
  environment: z.record(ownVariable, text).default({}),
  tools: tools.default({}),
  resources,
  prompts: serverPrompts,
})

const httpServer = z.strictObject({
  id,
  kind: z.literal('mcp-http'),
  url: z.strictObject({ env: environmentName, default: z.url({ protocol: /^https?$/ }).optional() }),
  /** Sent as a Bearer token. */
  key: z.strictObject({ env: environmentName }).optional(),
  /** One connection, and so one session, for each agent. */
  perAgent: z.boolean().default(false),
  tools: foreignTools.default({}),
  resources,
  prompts: serverPrompts,
})

const mailServer = z.strictObject({
  id,
  kind: z.literal('mail'),
  smtp: z.strictObject({ env: environmentName, default: z.string().optional() }),
  from: email,
  source: id.optional(),
  tools: z.record(toolName, tool),
})

const booksSource = z.strictObject({
  id,
  kind: z.literal('books'),
  folder: z.string(),
  invoices: z.string().default('invoices'),
  payments: z.string().default('payments.csv'),
  customers: z.string().default('crm.csv'),
})

export const toolsFile = z.strictObject({
  servers: z.array(z.discriminatedUnion('kind', [stdioServer, httpServer, mailServer])).max(100),
  sources: z.array(booksSource).max(20).default([]),
})

export const taskFile = z.strictObject({
  id,
  name: text,
  agent: id,
  model: z.string().min(1).max(200),
  schedule: schedule.optional(),
  prompt: z.string().min(1).max(20_000),
  tools: z.array(z.string()).min(1).max(200),
  maxSteps: z.int().min(1).max(500).default(50),
})

export type Role = (typeof roles)[number]
export type Person = Readonly<z.output<typeof person>>
export type Body = Readonly<z.output<typeof body>>
export type Agent = Readonly<z.output<typeof agent>>
export type System = Readonly<z.output<typeof systemFile>>
export type StdioServer = Readonly<z.output<typeof stdioServer>>
export type HttpServer = Readonly<z.output<typeof httpServer>>
export type ToolServer = StdioServer | HttpServer | Readonly<z.output<typeof mailServer>>
export type ToolFacts = Readonly<z.output<typeof calledTool>>
export type Source = Readonly<z.output<typeof booksSource>>
export type Task = Readonly<z.output<typeof taskFile>>
export type Settings = Readonly<z.output<typeof organisationFile>>
