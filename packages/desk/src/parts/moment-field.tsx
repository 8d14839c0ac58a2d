// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useId } from 'react'
import { halfFilled } from './moment.ts'

interface Props {
  readonly label: string
  readonly help: string
  /** As the browser's own field has it, by the clock on this wall: `2026-11-22T14:05`; empty for now, or `halfFilled`. */
  readonly value: string
  /** What is wrong with the value; undefined when nothing is, or nobody asked yet. */
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}

export function MomentField({ label, help, value, problem, onChange }: Props): ReactNode {
  const id = useId()
  const tell = ({ currentTarget: { validity, value } }: { readonly currentTarget: HTMLInputElement }): void =>
    onChange(validity.badInput ? halfFilled : value)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        className="field-text"
        value={value === halfFilled ? '' : value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? `${id}-help` : `${id}-help ${id}-problem`}
        onChange={tell}
        // Half of it is no change of its value to the browser, which then tells nobody.
        onKeyUp={tell}
        onBlur={tell}
      />
      <span id={`${id}-help`} className="quiet">
        {help}
      </span>
      {problem !== undefined && (
        <span id={`${id}-problem`} className="react-aria-FieldError">
          {problem}
        </span>
      )}
    </div>
  )
}
