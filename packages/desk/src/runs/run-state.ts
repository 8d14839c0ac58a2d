// SPDX-License-Identifier: EUPL-1.2

const over = new Set(['done', 'failed', 'stopped', 'quiet'])

/** Whether a run does nothing any more, as far as can be told. A state that the Desk doesn't know counts as under way. */
export const isOver = (state: string): boolean => over.has(state)

export const toneOf = (state: string): string =>
  state === 'done' ? 'chip-yes' : isOver(state) ? 'chip-no' : state === 'running' ? 'chip-plain' : 'chip-wait'
