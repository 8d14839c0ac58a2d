// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useId } from 'react'

interface Props {
  readonly label: string
  readonly value: string
  /** What stands for no choice. */
  readonly none: string
  readonly options: readonly (readonly [value: string, text: string])[]
  /** What is wrong with the choice; undefined when nothing is, or nobody asked yet. */
  readonly problem?: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** The browser's own list: known on every device, by every screen reader. */
export function SelectField({ label, value, none, options, problem, onChange }: Props): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      >
        <option value="">{none}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
      {problem !== undefined && (
        <span id={`${id}-problem`} className="react-aria-FieldError">
          {problem}
        </span>
      )}
    </div>
  )
}
