// SPDX-License-Identifier: EUPL-1.2
// The disclosure that art. 50 requires. docs/adr/0010-disclosure-by-the-gate.md says why it stands at the head of a
// text.
import type { Evaluation } from '@sluis/ai-act'
import type { Organisation, System } from '../organisation/index.ts'

/** What accompanies the texts that agents of a system write. */
export interface AiDisclosure {
  /** Rules of art. 50 that require it: those that apply, and those that may still apply (P10). */
  readonly articles: readonly string[]
  /** The sentence at the head of a text for people; absent where only software must see the disclosure (art. 50(2)). */
  readonly sentence?: string
  /** The disclosure for software, as a dictionary of RFC 9651: `source=trainedAlgorithmicMedia, articles=("50.2")`. */
  readonly mark: string
  /**
   * The mark with the sentence in it, for where the text can't hold that: a model's answer may have to fit a schema.
   */
  readonly header: string
}

/**
 * The tools of a system in whose texts the gate looks for the sentence. It can't know by what other ways texts reach
 * people.
 */
export function toldIn({ tools, servers }: Organisation, system: Pick<System, 'tools'>): readonly string[] {
  return system.tools.filter((name) => {
    const tool = tools.get(name)
    return tool?.tells !== undefined || servers.get(tool?.server ?? '')?.kind === 'mail'
  })
}

/**
 * Rules that a sentence satisfies: talking with people, a deepfake, a text for the public. Art. 50(3) is about cameras
 * and rooms.
 */
const told: ReadonlySet<string> = new Set(['50.1', '50.4a', '50.4b'])
const marked = '50.2'

/** `source` is a term of IPTC's vocabulary of digital source types, which C2PA uses too. */
export function disclosureOn(
  { hits, open, label }: Pick<Evaluation, 'hits' | 'open' | 'label'>,
  system: Pick<System, 'register'>,
  { settings }: Pick<Organisation, 'settings'>,
): AiDisclosure | undefined {
  if (label === 'out_of_scope') return undefined
  const wanted = new Set([...hits.map(({ id }) => id), ...open.flatMap(({ decides }) => decides)])
  const articles = [...told, marked].filter((id) => wanted.has(id)).sort()
  if (articles.length === 0) return undefined
  const isTold = articles.some((id) => told.has(id))
  const sentence = isTold ? (system.register?.disclosure ?? ownSentence(settings)) : undefined
  const mark = `source=trainedAlgorithmicMedia, articles=(${articles.map((id) => `"${id}"`).join(' ')})`
  if (sentence === undefined) return { articles, mark, header: mark }
  return { articles, mark, sentence, header: `${mark}, text=%"${displayString(sentence)}"` }
}

/** That it is AI and on whose behalf it acts: the guidelines ask both of an agent. */
function ownSentence({ name, language }: Organisation['settings']): string {
  const sentence =
    language === 'nl'
      ? `Dit bericht is geschreven door een AI-systeem, namens ${name}`
      : `This message was written by an AI system, on behalf of ${name}`
  return name.endsWith('.') ? sentence : `${sentence}.`
}

/**
 * RFC 9651 §4.1.11: percent, quote and everything but visible ASCII become their UTF-8 bytes in lower-case hexadecimal.
 */
function displayString(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      byte < 0x20 || byte > 0x7e || byte === 0x25 || byte === 0x22
        ? `%${byte.toString(16).padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('')
}
