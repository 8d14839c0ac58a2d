// SPDX-License-Identifier: EUPL-1.2
// Art. 50 at the gate: what an agent writes to people says that an AI wrote it. Where the gate knows which text people
// read, it checks whether the sentence opens that text. If not, a rule of the register has it put there.
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import type { Organisation } from '../../organisation/index.ts'
import { type Decision, undisclosed } from '../../policy/index.ts'
import type { AiDisclosure } from '../../register/index.ts'
import type { Target } from '../call.ts'
import type { Considered } from './considered.ts'
import type { Change } from './mend.ts'
import { requireOneName } from './one-name.ts'

/**
 * The sentence that one call must carry, and where: in the text of a mail, or in the argument that another tool's entry
 * names.
 */
export class Telling {
  readonly #disclosure: AiDisclosure | undefined
  readonly #isMail: boolean
  readonly #argument: string | undefined
  readonly #isModel: boolean

  constructor(organisation: Organisation, target: Target, disclosure: AiDisclosure | undefined) {
    const tool = target.kind === 'tool' ? target.tool : undefined
    this.#isModel = tool === undefined
    this.#isMail = tool !== undefined && organisation.servers.get(tool.server)?.kind === 'mail'
    this.#argument = this.#isMail ? 'text' : tool?.tells
    this.#disclosure = disclosure
  }

  /**
   * The call with its disclosure, or with the finding that it lacks one. Throws `malformed` if that can't be
   * determined.
   */
  look(considered: Considered): Considered {
    const disclosure = this.#disclosure
    if (disclosure === undefined) return considered
    const { sentence } = disclosure
    // The reply to a model call carries it in a header; so does a mail that needs no sentence.
    const isHeaded = this.#isModel || (this.#isMail && sentence === undefined)
    if (isHeaded) return { ...considered, disclosure }
    if (sentence === undefined || this.#argument === undefined) return considered
    requireOneName(considered.body, this.#argument)
    if (opens(considered.body[this.#argument], sentence)) return { ...considered, disclosure }
    const findings = [...considered.findings, undisclosed].sort()
    return { ...considered, findings, context: { ...considered.context, findings } }
  }

  /** The body with the sentence, if the decision asks for it; unchanged if there is no text to put it in. */
  put(body: JsonObject, { effect, remedies }: Decision): { body: JsonObject; changes: readonly Change[] } {
    const sentence = this.#disclosure?.sentence
    const isAsked = effect === 'hold' && remedies.some(({ kind }) => kind === 'disclose')
    const text = this.#argument === undefined ? undefined : body[this.#argument]
    if (!isAsked || sentence === undefined || this.#argument === undefined || typeof text !== 'string') {
      return { body, changes: [] }
    }
    const told = { ...body, [this.#argument]: `${sentence}\n\n${text}` }
    return { body: told, changes: [{ remedy: 'disclose', kind: undisclosed, count: 1 }] }
  }
}

/**
 * Whether the sentence is read first, however it is spaced. Further down it could be scrolled away, or the words around
 * it could take it back.
 */
function opens(text: JsonValue | undefined, sentence: string): boolean {
  if (typeof text !== 'string') return false
  const wanted = plain(sentence)
  const head = plain(text.slice(0, 2 * sentence.length + 20))
  const next = head[wanted.length]
  return head.startsWith(wanted) && (next === undefined || next === ' ')
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim()
}
