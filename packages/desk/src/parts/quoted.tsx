// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { UnseenText } from './unseen-text.tsx'

/** What somebody wrote, where they wrote anything. */
export function Quoted({ text }: { text: string | undefined }): ReactNode {
  if (text === undefined) return null
  return (
    <blockquote>
      <UnseenText text={text} />
    </blockquote>
  )
}
