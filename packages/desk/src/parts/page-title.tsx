// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useEffect, useRef } from 'react'

let isFirstPage = true

interface Props {
  readonly children: string
  readonly name?: string
  /** Takes the focus on a fresh page too: who opens this one can't afford to go past everything around it. */
  readonly isUrgent?: boolean
}

/** The heading and the name of a page. After a step inside the Desk it takes the focus, as a fresh page would. */
export function PageTitle({ children, name, isUrgent }: Props): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isFirstPage || isUrgent === true) heading.current?.focus()
    isFirstPage = false
  }, [isUrgent])
  return (
    <>
      <title>{`${name ?? children} · Sluis`}</title>
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </>
  )
}
