// SPDX-License-Identifier: EUPL-1.2
import { HTTPException } from 'hono/http-exception'
import { ExhibitError } from '../exhibits/index.ts'
import { IncidentError } from '../incidents/index.ts'
import { Conflict, JournalError, type JournalErrorCode } from '../journal/index.ts'
import { OrganisationError } from '../organisation/index.ts'
import { type CaseRefusal, OversightError, type OversightErrorCode } from '../oversight/index.ts'
import { PolicyError } from '../policy/index.ts'
import { RegisterError } from '../register/index.ts'
import { StatementError } from '../statements/index.ts'
import { SubjectError } from '../subjects/index.ts'
import { rulesBy } from './named.ts'
import { ApiError, type ProblemCode } from './problem-code.ts'
import { type GateRefusal, isGateRefusal, type Services } from './services.ts'

/** Every error that a handler can meet, as a person is told it. An unforeseen one is `internal` and reveals nothing. */
export function problemOf(error: unknown, ruleOf: Services['ruleOf']): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof OversightError) return ofOversight(error.code)
  if (error instanceof StatementError) return new ApiError(error.code, { reason: error.message })
  if (error instanceof RegisterError) return ofRegister(error)
  if (error instanceof IncidentError) return ofIncident(error)
  if (error instanceof SubjectError) {
    return new ApiError('subject-refused', { reason: error.code, sentence: error.sentence })
  }
  if (error instanceof ExhibitError) {
    return new ApiError('exhibit-refused', { reason: error.code, sentence: error.sentence })
  }
  if (error instanceof Conflict) return ofConflict(error.reason)
  if (error instanceof JournalError) return ofJournal(error.code)
  if (error instanceof OrganisationError) return new ApiError('organisation-unreadable', { problems: error.problems })
  if (error instanceof PolicyError) return new ApiError('policies-invalid', { problems: error.problems })
  if (error instanceof HTTPException) return ofStatus(error.status)
  if (isGateRefusal(error)) return ofGate(error, ruleOf)
  return new ApiError('internal')
}

/** The error's own sentence is the detail, in the reader's language. */
function ofRegister({ code, sentence }: RegisterError): ApiError {
  return code === 'system-unknown'
    ? new ApiError('not-found')
    : new ApiError('register-refused', { reason: code, sentence })
}

function ofIncident({ code, sentence }: IncidentError): ApiError {
  return code === 'incident-unknown'
    ? new ApiError('not-found')
    : new ApiError('incident-refused', { reason: code, sentence })
}

function ofOversight(code: OversightErrorCode): ApiError {
  switch (code) {
    case 'case-unknown':
      return new ApiError('not-found')
    case 'not-a-member':
    case 'no-veto-right':
    case 'digest-mismatch':
    case 'call-erased':
    case 'voter-erased':
      return new ApiError(code)
  }
}

/** A refusal by a fold. One that a person can't do anything about is a plain conflict. */
function ofConflict(reason: string): ApiError {
  const code = sameReasons.find((same) => same === reason)
  return new ApiError(code ?? (isCaseRefusal(reason) ? caseCodes[reason] : 'conflict'))
}

/** Reasons of other rooms that are codes of the API under the same name. */
const sameReasons = [
  'stop-not-active',
  'not-unknown',
  'tool-changed',
  'tool-decided',
  'tool-unfit',
  'keys-enough',
  'key-held',
  'expiry-past',
  'files-behind',
] as const

const caseCodes: Readonly<Record<CaseRefusal, ProblemCode>> = {
  'case-unknown': 'not-found',
  'case-not-open': 'case-not-open',
  'case-open-already': 'case-open-already',
  'case-expired': 'case-expired',
  'verdict-given': 'verdict-given',
  'case-malformed': 'conflict',
  'case-known': 'conflict',
  'too-many-open-cases': 'conflict',
  'case-not-approved': 'conflict',
  'approval-used': 'conflict',
  'case-not-expired': 'conflict',
  'case-other-call': 'conflict',
  'case-notified': 'conflict',
}

function isCaseRefusal(reason: string): reason is CaseRefusal {
  return Object.hasOwn(caseCodes, reason)
}

function ofJournal(code: JournalErrorCode): ApiError {
  switch (code) {
    case 'leaf-too-large':
      return new ApiError('internal')
    case 'unwritable':
    case 'damaged':
    case 'key-unusable':
    case 'behind':
    case 'checkpoint-unusable':
    case 'in-use':
    case 'other-version':
    case 'newer-version':
    case 'closed':
      return new ApiError('log-unavailable')
  }
}

function ofStatus(status: number): ApiError {
  switch (status) {
    case 400:
      return new ApiError('invalid-request')
    case 413:
      return new ApiError('body-too-large')
    case 415:
      return new ApiError('unsupported-media-type')
    default:
      return new ApiError('internal')
  }
}

/** The gate has codes of its own; one that no edit can lead to is a defect here. */
function ofGate({ code, detail }: GateRefusal, ruleOf: Services['ruleOf']): ApiError {
  switch (code) {
    case 'denied':
      return new ApiError('denied', { rules: rulesBy(ruleOf, detail.rules ?? []) })
    case 'not-found':
      return new ApiError('case-not-open')
    case 'malformed':
    case 'too-large':
      return new ApiError('invalid-request')
    case 'files-behind':
    case 'log-unavailable':
      return new ApiError(code)
    default:
      return new ApiError('internal')
  }
}
