// SPDX-License-Identifier: EUPL-1.2
import type { Attachment } from '../../connectors/index.ts'
import type { JsonObject } from '../../journal/index.ts'
import type { PolicyContext } from '../../policy/index.ts'
import type { AiDisclosure } from '../../register/index.ts'
import type { Origin } from '../labels/provenance.ts'
import type { Change } from './mend.ts'
import type { RequestText } from './request-text.ts'

/** A call with everything that the policy and the people look at. */
export interface Considered {
  readonly body: JsonObject
  /** The body as JSON text. */
  readonly text: RequestText
  readonly context: PolicyContext
  readonly findings: readonly string[]
  readonly attachments: readonly Attachment[]
  /** Binds an approval to exactly this: tool, arguments, bytes of attachments, facts (P5). */
  readonly digest: string
  readonly origin: Origin
  /** What remedies changed in it. */
  readonly changes: readonly Change[]
  /** The disclosure that art. 50 asks for and that goes along: in the text itself, or in a header. */
  readonly disclosure?: AiDisclosure
}
