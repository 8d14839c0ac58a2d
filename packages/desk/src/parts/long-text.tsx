// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useMemo, useState, useTransition } from 'react'
import { useSpoken } from '../language/language.tsx'
import { beginningOf, charactersAtFirst, piecesOf } from '../long-text.ts'
import { ShowAll } from './show-all.tsx'
import { UnseenText } from './unseen-text.tsx'

/** A text from an agent that may be megabytes: its beginning, which says so, until somebody asks for all of it. */
export function LongText(props: { text: string }): ReactNode {
  const { words, format } = useSpoken()
  const { text } = props
  const [isWhole, setIsWhole] = useState(false)
  const [isPending, startTransition] = useTransition()
  const isShort = text.length <= charactersAtFirst
  const pieces = useMemo(
    () => (isWhole ? piecesOf(text) : [isShort ? text : beginningOf(text)]),
    [text, isWhole, isShort],
  )
  const [first = ''] = pieces
  if (isShort) return <UnseenText text={text} />
  return (
    <>
      {pieces.map((piece, index) => {
        const key = `${index}`
        return (
          <div key={key} className="long-text-piece">
            <UnseenText text={piece} />
          </div>
        )
      })}
      {!isWhole && (
        <ShowAll isPending={isPending} onPress={() => startTransition(() => setIsWhole(true))}>
          {words.card.textCut(format.number(first.length), format.number(text.length))}
        </ShowAll>
      )}
    </>
  )
}
