// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Input, Label, TextField } from 'react-aria-components/TextField'
import { useSpoken } from '../language/later.ts'
import { SelectField } from '../parts/select-field.tsx'
import { classes, type Filter, stages } from './filter.ts'
import { waitKinds } from './waits.ts'

export function SystemFilter(props: {
  filter: Filter
  onChange: (search: Record<string, unknown>) => void
}): ReactNode {
  const { words } = useSpoken()
  const { filter, onChange } = props
  const { register } = words
  const change = (part: Readonly<Record<string, unknown>>): void => onChange({ ...filter, ...part })
  return (
    <search className="filters" aria-label={register.filters}>
      <TextField value={filter.q ?? ''} onChange={(q) => change({ q })} type="search">
        <Label>{register.search}</Label>
        <Input />
      </TextField>
      <SelectField
        label={register.filterClass}
        value={filter.class ?? ''}
        none={register.any}
        options={classes.map((name) => [name, words.classes[name]])}
        onChange={(name) => change({ class: name })}
      />
      <SelectField
        label={register.filterStage}
        value={filter.stage ?? ''}
        none={register.any}
        options={stages.map((stage) => [stage, register.stages[stage]])}
        onChange={(stage) => change({ stage })}
      />
      <SelectField
        label={register.filterWaits}
        value={filter.waits ?? ''}
        none={register.any}
        options={waitKinds.map((kind) => [kind, register.waits[kind]])}
        onChange={(waits) => change({ waits })}
      />
    </search>
  )
}
