// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Key } from '../api-keys.ts'
import { useSpoken } from '../language/later.ts'
import type { Whose } from './issue-window.tsx'
import { RevokeWindow } from './revoke-window.tsx'

interface Props {
  readonly keys: readonly Key[]
  readonly mayMake: (whose: Whose) => boolean
  readonly onMake: (whose: Whose) => void
}

const maxKeys = 2

/** Each holder with their keys; none of them can be seen, for nobody has it but its holder. */
export function KeyList({ keys, mayMake, onMake }: Props): ReactNode {
  const { words } = useSpoken()
  const [revoking, setRevoking] = useState<Key>()
  const holders = new Map(keys.map(({ kind, holder }) => [holder.id, { kind, holder }]))
  if (holders.size === 0) return <p className="empty">{words.keys.none}</p>
  return (
    <>
      <ul className="case-list">
        {[...holders.values()].map((whose) => {
          const own = keys.filter(({ holder }) => holder.id === whose.holder.id)
          return (
            <li key={whose.holder.id} className="case-row">
              <div className="key-row">
                <strong>{whose.holder.name}</strong>
                {own.length < maxKeys && mayMake(whose) && (
                  <Button
                    className="button"
                    aria-label={words.keys.makeFor(whose.holder.name)}
                    onPress={() => onMake(whose)}
                  >
                    {words.keys.make}
                  </Button>
                )}
              </div>
              {own.map((key) => (
                <KeyRow key={key.id} of={key} onRevoke={() => setRevoking(key)} />
              ))}
            </li>
          )
        })}
      </ul>
      {revoking !== undefined && <RevokeWindow of={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  )
}

function KeyRow({ of, onRevoke }: { of: Key; onRevoke: () => void }): ReactNode {
  const { words, format } = useSpoken()
  const { id, issuedAt, expiresAt, inUse, mayRevoke, holder } = of
  return (
    <div className="key-row">
      <p className="case-row-facts">
        <code>{id}</code>
        <span>{words.keys.since(format.time(issuedAt))}</span>
        {expiresAt !== undefined && <span>{words.keys.until(format.time(expiresAt))}</span>}
        <span>{useMaker(of)}</span>
        {inUse && <span className="chip chip-plain">{words.keys.inUse}</span>}
      </p>
      {mayRevoke && (
        <Button
          className="button button-danger-quiet"
          aria-label={`${words.keys.revoke}: ${holder.name}, ${id}`}
          onPress={onRevoke}
        >
          {words.keys.revoke}
        </Button>
      )}
    </div>
  )
}

function useMaker({ madeBy, holder }: Key): string {
  const { words } = useSpoken()
  if (madeBy === 'machine') return words.keys.madeOnMachine
  if (madeBy === 'unknown') return words.keys.madeByUnknown
  return madeBy.id === holder.id ? words.keys.madeByThemselves : words.keys.madeBy(madeBy.name)
}
