// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useEffect, useRef } from 'react'

let isFirstPage = true

/** The heading and the name of a page. After a step inside the Desk it takes the focus, as a fresh page would. */
export function PageTitle(props: { children: string; name?: string }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus()
    isFirstPage = false
  }, [])
  return (
    <>
      <title>{`${props.name ?? props.children} · Sluis`}</title>
      <h1 ref={heading} tabIndex={-1}>
        {props.children}
      </h1>
    </>
  )
}
