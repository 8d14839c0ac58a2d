// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useId } from 'react'

interface Props {
  readonly label: string
  readonly help: string
  /** As the browser's own field has it, by the clock on this wall: `2026-11-22T14:05`; empty for now. */
  readonly value: string
  readonly onChange: (value: string) => void
}

export function MomentField({ label, help, value, onChange }: Props): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        className="field-text"
        value={value}
        aria-describedby={`${id}-help`}
        onChange={({ target }) => onChange(target.value)}
      />
      <span id={`${id}-help`} className="quiet">
        {help}
      </span>
    </div>
  )
}
