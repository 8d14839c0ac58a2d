// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { KeyIssued } from '../api-keys.ts'
import { useSpoken } from '../language/later.ts'
import { Window } from '../parts/window.tsx'

interface Props {
  readonly name: string
  readonly issued: KeyIssued
  readonly onClose: () => void
}

/** The one time that a key is seen: no stray press of Escape closes it. */
export function IssuedWindow({ name, issued, onClose }: Props): ReactNode {
  const { words } = useSpoken()
  const [isCopied, setIsCopied] = useState<boolean>()
  const copy = (): void => {
    // Where the page came without TLS a browser has no clipboard to give.
    const writing = navigator.clipboard?.writeText(issued.key) ?? Promise.reject(new Error('no clipboard'))
    writing.then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  }
  return (
    <Window title={words.keys.madeTitle(name)} isOpen isDirty onClose={onClose}>
      <p>{words.keys.madeText}</p>
      <pre className="letter-text letter-code key-shown">{issued.key}</pre>
      <div className="window-buttons">
        <Button className="button button-main" onPress={copy}>
          {words.keys.copy}
        </Button>
        <Button className="button" onPress={onClose}>
          {words.keys.done}
        </Button>
      </div>
      <p role="status" className="quiet">
        {isCopied !== undefined && (isCopied ? words.keys.copied : words.keys.notCopied)}
      </p>
    </Window>
  )
}
