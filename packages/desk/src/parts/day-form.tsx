// SPDX-License-Identifier: EUPL-1.2
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { dayBefore, dayIn } from '../days.ts'
import { useSpoken } from '../language/language.tsx'

/** The last day of a list; sent by a press, as a year that is typed is four years on its way. */
export function DayForm(props: { before: number | undefined }): ReactNode {
  const { words } = useSpoken()
  const id = useId()
  const navigate = useNavigate()
  return (
    <form
      className="day-form"
      onSubmit={(event) => {
        event.preventDefault()
        const day = new FormData(event.currentTarget).get('day')
        const before = typeof day === 'string' ? dayIn(day) : undefined
        navigate({ to: '/', search: before === undefined ? {} : { before } })
      }}
    >
      <label htmlFor={id}>{words.cases.until}</label>
      <input id={id} type="date" name="day" className="field-text" defaultValue={dayBefore(props.before)} />
      <button type="submit" className="button">
        {words.cases.showThen}
      </button>
    </form>
  )
}
