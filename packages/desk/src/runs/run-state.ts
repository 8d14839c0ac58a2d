// SPDX-License-Identifier: EUPL-1.2

const over = new Set(['done', 'failed', 'stopped'])

/** Whether a run can still do something. A state that the Desk doesn't know counts as under way. */
export const isOver = (state: string): boolean => over.has(state)

export const toneOf = (state: string): string =>
  state === 'done' ? 'chip-yes' : isOver(state) ? 'chip-no' : state === 'running' ? 'chip-plain' : 'chip-wait'
