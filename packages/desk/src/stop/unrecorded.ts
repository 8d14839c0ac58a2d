// SPDX-License-Identifier: EUPL-1.2
import { ApiProblem } from '../api-call.ts'

/** The answer to a stop that acts but stands in no log yet. */
export const isUnrecorded = (error: unknown): boolean =>
  error instanceof ApiProblem && error.problem.code === 'stop-unrecorded'
