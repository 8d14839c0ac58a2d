// SPDX-License-Identifier: EUPL-1.2
/** `too-few-witnesses`: fewer cosigned at start than the organisation requires. */
type WitnessErrorCode = 'too-few-witnesses'

export class WitnessError extends Error {
  readonly code: WitnessErrorCode
  constructor(code: WitnessErrorCode, message: string) {
    super(message)
    this.name = 'WitnessError'
    this.code = code
  }
}
