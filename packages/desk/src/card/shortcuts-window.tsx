// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSpoken } from '../language/language.tsx'
import { Window } from '../parts/window.tsx'

interface Props {
  readonly rows: readonly (readonly [key: string, deed: string])[]
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly onClose: () => void
}

/** Which key does what, and the switch that turns them off. */
export function ShortcutsWindow({ rows, isOn, onChange, onClose }: Props): ReactNode {
  const { words } = useSpoken()
  return (
    <Window title={words.decide.shortcuts} isOpen onClose={onClose}>
      <p>{words.decide.shortcutsHelp}</p>
      <dl className="pairs">
        {rows.map(([key, deed]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{deed}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={isOn} onChange={() => onChange(!isOn)} />
        {words.decide.shortcutsOn}
      </label>
      <div className="window-buttons">
        <Button className="button" onPress={onClose}>
          {words.shell.close}
        </Button>
      </div>
    </Window>
  )
}
