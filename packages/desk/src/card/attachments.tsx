// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Attachment } from '../api.ts'
import { useSpoken } from '../language/language.tsx'
import { visibleLine } from '../visible.ts'

interface Props {
  /** What the gate read and will send, byte for byte. */
  readonly attachments: readonly Attachment[]
  /** What the agent asked for. */
  readonly asked: readonly { readonly document: string }[]
}

export function Attachments({ attachments, asked }: Props): ReactNode {
  const { words, format } = useSpoken()
  // Names differ when the gate sends a document under its last part; the count can't.
  const unread =
    attachments.length < asked.length ? asked.filter(({ document }) => !isAmong(document, attachments)) : []
  return (
    <section className="attachments">
      <h2>{words.card.attachments}</h2>
      {attachments.length + unread.length === 0 ? (
        <p className="quiet">{words.card.noAttachments}</p>
      ) : (
        <ul>
          {attachments.map(({ name, bytes, sha256 }) => (
            <li key={`${name} ${sha256}`}>
              <bdi className="attachment-name">{visibleLine(name)}</bdi> <span>{format.bytes(bytes)}</span>
              <span className="attachment-digest">
                {words.card.digest} <code>{sha256}</code>
              </span>
            </li>
          ))}
          {unread.map(({ document }) => (
            <li key={document}>
              <bdi className="attachment-name">{visibleLine(document)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const isAmong = (document: string, attachments: readonly Attachment[]): boolean =>
  attachments.some(({ name }) => name === document || document.endsWith(`/${name}`))
