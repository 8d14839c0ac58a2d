// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { paperAddress } from '../api.ts'
import { useSpoken } from '../language/later.ts'
import { FileLink } from './file-link.tsx'

const usual = ['pdf', 'md', 'json']

/** One paper in each of its forms, in the reader's language. */
export function PaperLinks(props: { path: string; name: string; formats?: readonly string[] }): ReactNode {
  const { words, language } = useSpoken()
  const names: Readonly<Record<string, string>> = words.papers.formats
  return (
    <span className="paper-forms">
      {props.formats === undefined && <span>{words.papers.as}</span>}
      {(props.formats ?? usual).map((format) => (
        <FileLink key={format} address={paperAddress(props.path, format, language)}>
          {names[format] ?? format}
          <span className="visually-hidden">{words.papers.of(props.name)}</span>
        </FileLink>
      ))}
    </span>
  )
}
