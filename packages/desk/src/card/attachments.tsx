// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import type { Attachment } from '../api-cases.ts'
import { useSpoken } from '../language/language.tsx'
import { linesAtFirst } from '../long-text.ts'
import { ShowAll } from '../parts/show-all.tsx'
import { visibleLine } from '../visible.ts'

interface Props {
  /** What the gate read and will send, byte for byte. */
  readonly attachments: readonly Attachment[]
  /** What the agent asked for. */
  readonly asked: readonly { readonly document: string }[]
}

export function Attachments({ attachments, asked }: Props): ReactNode {
  const { words, format } = useSpoken()
  const [isWhole, setIsWhole] = useState(false)
  const most = isWhole ? Number.POSITIVE_INFINITY : linesAtFirst
  // Names differ when the gate sends a document under its last part; the count can't.
  const unread =
    attachments.length < asked.length ? asked.filter(({ document }) => !isAmong(document, attachments)) : []
  const all = attachments.length + unread.length
  return (
    <section className="attachments">
      <h2>{words.card.attachments}</h2>
      {all === 0 ? (
        <p className="quiet">{words.card.noAttachments}</p>
      ) : (
        <ul>
          {attachments.slice(0, most).map(({ name, bytes, sha256 }) => (
            <li key={`${name} ${sha256}`}>
              <bdi className="attachment-name">{visibleLine(name)}</bdi> <span>{format.bytes(bytes)}</span>
              <span className="attachment-digest">
                {words.card.digest} <code>{sha256}</code>
              </span>
            </li>
          ))}
          {unread.slice(0, Math.max(0, most - attachments.length)).map(({ document }) => (
            <li key={document}>
              <bdi className="attachment-name">{visibleLine(document)}</bdi>
            </li>
          ))}
        </ul>
      )}
      {all > most && (
        <ShowAll onPress={() => setIsWhole(true)}>
          {words.card.attachmentsCut(format.number(most), format.number(all))}
        </ShowAll>
      )}
    </section>
  )
}

const isAmong = (document: string, attachments: readonly Attachment[]): boolean =>
  attachments.some(({ name }) => name === document || document.endsWith(`/${name}`))
