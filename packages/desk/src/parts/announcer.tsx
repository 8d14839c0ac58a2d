// SPDX-License-Identifier: EUPL-1.2
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const AnnounceContext = createContext<(text: string) => void>(() => {})

/** One polite live region for the whole Desk, there from the start: a region added with its text is often not read. */
export function Announcer(props: { children: ReactNode }): ReactNode {
  const [said, setSaid] = useState({ text: '', turn: 0 })
  const announce = useCallback((text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), [])
  return (
    <AnnounceContext value={announce}>
      {props.children}
      {/* The mark keeps it heard while a window makes everything else behind it inert. */}
      <div role="status" className="visually-hidden" data-live-announcer="true">
        {/* A new key is a new node, so that the same sentence twice is read twice. */}
        <span key={said.turn}>{said.text}</span>
      </div>
    </AnnounceContext>
  )
}

export const useAnnounce = (): ((text: string) => void) => useContext(AnnounceContext)
