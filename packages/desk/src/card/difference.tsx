// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Piece } from '../diff.ts'
import { useSpoken } from '../language/language.tsx'

/** Colour, a line through or under, and words for who hears the page: three ways to tell added from removed. */
export function Difference(props: { pieces: readonly Piece[] }): ReactNode {
  const { words } = useSpoken()
  return (
    <span className="difference">
      {props.pieces.map(({ kind, text }, index) => {
        const key = `${index}`
        if (kind === 'same') return <span key={key}>{text}</span>
        const Mark = kind === 'added' ? 'ins' : 'del'
        return (
          <Mark key={key}>
            <span className="visually-hidden"> [{words.card[kind]}: </span>
            {text}
            <span className="visually-hidden">] </span>
          </Mark>
        )
      })}
    </span>
  )
}
