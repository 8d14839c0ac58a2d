// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useId } from 'react'

interface Props {
  readonly label: string
  readonly help?: string
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly chosen: readonly string[]
  readonly problem?: string | undefined
  /** The option that was pressed. */
  readonly onPress: (value: string) => void
}

/** Any number of a few. */
export function CheckList({ label, help, options, chosen, problem, onPress }: Props): ReactNode {
  const id = useId()
  return (
    <fieldset className="checks" aria-describedby={problem === undefined ? undefined : id}>
      <legend>{label}</legend>
      {help !== undefined && <p className="quiet">{help}</p>}
      {options.map(([value, text]) => (
        <label key={value} className="check">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => onPress(value)} />
          {text}
        </label>
      ))}
      {problem !== undefined && (
        <p id={id} className="react-aria-FieldError">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
