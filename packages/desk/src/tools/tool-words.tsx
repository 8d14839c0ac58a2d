// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { ToolDescription } from '../api-supply.ts'
import { Difference } from '../card/difference.tsx'
import { useSpoken } from '../language/later.ts'
import { UnseenText } from '../parts/unseen-text.tsx'
import { changedParts, shownParts } from './tool-parts.ts'

/** What a server says of a tool: a stranger's words, in full and with nothing unseen. */
export function ToolWords({ described }: { described: ToolDescription }): ReactNode {
  return (
    <dl className="tool-words">
      {shownParts(described.shown).map(({ name, text }) => (
        <div key={name}>
          <dt>
            <PartName name={name} />
          </dt>
          <dd className={name === 'description' || name === 'title' ? 'letter-text' : 'letter-text letter-code'}>
            <UnseenText text={text} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What became of it since a person admitted it. */
export function ToolDifference(props: { before: ToolDescription; after: ToolDescription }): ReactNode {
  const { words } = useSpoken()
  const changes = changedParts(props.before.shown, props.after.shown)
  if (changes.length === 0) return <p>{words.tools.unchanged}</p>
  return (
    <dl className="tool-words">
      {changes.map(({ name, pieces }) => (
        <div key={name}>
          <dt>
            <PartName name={name} />
          </dt>
          <dd className="letter-text">
            <Difference pieces={pieces} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function PartName({ name }: { name: string }): ReactNode {
  const { words } = useSpoken()
  const names: Readonly<Record<string, string>> = words.tools.members
  return names[name] ?? <code>{name}</code>
}
