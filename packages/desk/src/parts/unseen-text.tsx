// SPDX-License-Identifier: EUPL-1.2
import { memo, type ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { visibleParts } from '../visible.ts'

/**
 * A text from an agent, in full, with what would stay unseen marked; its direction touches nothing around it. It may be
 * a piece of megabytes: it is looked through again only when it is another text.
 */
export const UnseenText = memo(function UnseenText(props: { text: string }): ReactNode {
  const { words } = useSpoken()
  return (
    <bdi className="agent-text">
      {visibleParts(props.text).map((part, index) => {
        const key = `${index}`
        if (part.kind === 'text') return <span key={key}>{part.text}</span>
        if (part.kind === 'unseen') return <mark key={key}>{part.text}</mark>
        return (
          <mark key={key} className="blank-lines">
            {words.card.blankLines(part.count)}
          </mark>
        )
      })}
    </bdi>
  )
})
