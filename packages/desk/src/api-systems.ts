// SPDX-License-Identifier: EUPL-1.2
// The AI register as the people's API gives it.
import type { Named, Text } from './api-common.ts'

export type SystemClass = 'prohibited' | 'high' | 'limited' | 'minimal' | 'out_of_scope' | 'undetermined'

/** Words of work that Annex III names, which the facts do not count: a warning with its clause, and no class. */
export interface Notice {
  readonly point: string
  readonly article: Text
  readonly title: Text
  /** What settles it. */
  readonly fact: string
  /** The register says that it is not so; otherwise nobody answered. */
  readonly isDenied: boolean
  /** Where it was seen first: in the files, or in what an agent was asked. */
  readonly seen: 'declared' | 'traffic'
  readonly at: number
}

export interface SystemSummary {
  readonly id: string
  readonly name: string
  readonly purpose: string
  /** People by id. */
  readonly owner: string
  readonly accountable: string
  readonly department?: string
  /** How many open facts may still change its class. */
  readonly openQuestions: number
  /** The class on the facts that hold. */
  readonly label: SystemClass
  /** The strictest class that is still possible. */
  readonly strictest: SystemClass
  readonly law: string
  readonly stage: string
  readonly isAccepted: boolean
  readonly waitsForAssessor: boolean
  readonly isDisputed: boolean
  readonly notices: readonly Notice[]
  readonly passesGate: boolean
  /** What an assessment, an acceptance or a release is of. */
  readonly basis: string
}

export type FactKind = 'yes_no' | 'section' | 'roles' | 'number' | 'date'
export type FactValue = boolean | number | string | readonly string[]

export interface Asked {
  readonly question: Text
  readonly source: Text
  readonly kind: FactKind
}

export interface ShownFact {
  readonly fact: string
  readonly value: FactValue
  readonly source?: string
  readonly by?: string
  readonly at?: number
  /** Stands in the system's file, where alone it can be changed. */
  readonly isDeclared: boolean
  readonly asked?: Asked
}

export interface OpenQuestion extends Asked {
  readonly fact: string
  readonly about: 'class' | 'duties'
  readonly isAnsweredUnknown: boolean
}

export interface Hit {
  readonly id: string
  readonly title: Text
  readonly note: Text | null
  readonly cited: Text
  /** `YYYY-MM-DD`, here and below; null for an older system that it does not bind. */
  readonly from: string | null
  readonly inForce: boolean
  readonly filtered: boolean
}

export interface Obligation {
  readonly id: string
  readonly cited: Text
  readonly status: 'applies' | 'may_apply'
  readonly from: string
  readonly duty: Text
  readonly evidence: Text | null
  readonly isAheadOfLaw: boolean
}

export interface Judgement {
  /** Absent once that person was erased. */
  readonly by?: string
  readonly role: string
  readonly label: SystemClass
  readonly strictest: SystemClass
  readonly agrees: boolean
  readonly reason?: string
}

/** What an outside body stated of the class under its signature, beside the judgements of people here. */
export interface OutsideJudgement {
  readonly issuer: string
  /** The id of the statement itself. */
  readonly statement: string
  readonly label: SystemClass
  readonly strictest: SystemClass
  readonly on: string
  /** Whether that is what the facts give today. */
  readonly agrees: boolean
  /** Whether it speaks of the system as it is now; one of an earlier system steers nothing. */
  readonly isOfThis: boolean
  /** Absent once the statement was erased. */
  readonly reason?: string
}

/** A statement as it stands in the log, whatever it says. */
export interface Statement {
  readonly issuer: Named
  /** How the keys that signed it stand today. */
  readonly keys: readonly {
    readonly id: string
    readonly standing: 'valid' | 'expired' | 'revoked' | 'unregistered'
  }[]
  readonly receivedAt: number
  readonly entry: number
  /** Who handed it in; absent once that person was erased. */
  readonly by?: Named
}

/** How rules see the agents of the system today. */
export interface Standing {
  readonly class: SystemClass
  readonly stage: string
  readonly prohibitions: readonly string[]
  readonly comingProhibitions: readonly string[]
  readonly highInForce: boolean
  readonly transparency: readonly string[]
}

/** After how many days what its agents asked and got is erased, and before how many only by somebody's right. */
export interface LogTerm {
  readonly days: number
  /** What the class asks. */
  readonly floor?: { readonly days: number; readonly articles: Text; readonly isAheadOfLaw: boolean }
}

/** What art. 50 asks to go along with what the system writes. */
export interface Disclosure {
  /** Rules of art. 50 that hold, or that no answer rules out yet. */
  readonly articles: readonly string[]
  /** What people read first; absent where only software has to see it. */
  readonly sentence?: string
  /** Tools in whose texts the gate looks for the sentence. */
  readonly tools: readonly string[]
}

/** What the organisation's file says of the system. */
interface SystemContent {
  readonly models: readonly string[]
  readonly tools: readonly string[]
  readonly register: {
    readonly problem: string
    readonly baseline: string
    readonly alternatives: readonly { readonly what: string; readonly why: string }[]
    readonly benefit: { readonly measure: string; readonly measured?: string }
    readonly stopWhen: string
    readonly users: string
    readonly affected: { readonly who: string; readonly objection: string }
    readonly data: readonly string[]
    readonly suppliers: readonly string[]
    readonly outside: { readonly models: readonly string[]; readonly tools: readonly string[] }
    readonly oversight: { readonly how: string; readonly body?: string; readonly unattended: readonly string[] }
    readonly logs: string
    /** In milliseconds. */
    readonly keepLogs?: number
    readonly disclosure?: string
    readonly assessments: readonly { readonly kind: string; readonly where: string; readonly on: string }[]
  }
}

export interface System extends SystemSummary {
  readonly gate: Standing
  readonly disclosure?: Disclosure
  readonly logTerm: LogTerm
  readonly content: SystemContent
  readonly facts: readonly ShownFact[]
  /** Those first that decide most. */
  readonly open: readonly OpenQuestion[]
  readonly hits: readonly Hit[]
  readonly obligations: readonly Obligation[]
  readonly readings: readonly { readonly id: string; readonly text: Text }[]
  readonly judgements: readonly Judgement[]
  readonly outside: readonly OutsideJudgement[]
  readonly history: readonly {
    readonly kind: string
    readonly label: SystemClass
    readonly at: number
    readonly by?: string
  }[]
}

export interface Question {
  readonly fact: string
  readonly topic: { readonly id: string; readonly title: string; readonly about: string }
  readonly kind: FactKind
  readonly answers: readonly (boolean | string)[]
  readonly question: string
  readonly example: string
  readonly source: string
  /** The rules of the law that wait for the answer, three at most. */
  readonly decides: readonly { readonly title: string; readonly source: string }[]
}

/** Whether the law applies, forbids, calls it high-risk, or has people told; below those, only duties are left. */
export type Settles = 'applies' | 'forbidden' | 'high' | 'told' | 'duties'

export interface PlannedQuestion extends Question {
  readonly settles: Settles
}

export interface QuestionsAhead {
  /** What settles the class of a system that does nothing the law names; other answers bring up others. */
  readonly questions: readonly PlannedQuestion[]
  /** How many questions about the class are open; most fall away with those answers. */
  readonly left: number
}

export interface NextQuestion {
  /** Null when no answer changes the class any more. */
  readonly question: Question | null
  /** How many questions about the class are open; one answer may settle several. */
  readonly left: number
}

export interface AnswerGiven {
  readonly fact: string
  readonly value: FactValue
  readonly source: string
}

export interface Assessment {
  readonly basis: string
  readonly role: 'owner' | 'second'
  readonly reason: string
  readonly facts?: Readonly<Record<string, FactValue>>
}

export interface Traffic {
  readonly what: 'model' | 'tool'
  readonly name: string
  readonly supplier?: string
  readonly calls: number
  readonly passed: number
  readonly lastAt: number
  readonly isDeclared: boolean
}

export interface SeenSystem {
  readonly id: string
  readonly agents: readonly string[]
  readonly isRegistered: boolean
  readonly traffic: readonly Traffic[]
}

export interface Supplier {
  readonly id: string
  readonly name: string
  readonly calls: number
  readonly systems: readonly string[]
  readonly basis: 'seen' | 'declared'
}

export interface Seen {
  readonly systems: readonly SeenSystem[]
  readonly suppliers: readonly Supplier[]
}
