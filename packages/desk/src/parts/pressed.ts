// SPDX-License-Identifier: EUPL-1.2

/** What is chosen after a press; `alone`, where there is such a value, goes with nothing else. */
export function pressed<T extends string>(chosen: readonly T[], value: T, alone?: string): readonly T[] {
  const others = chosen.filter((one) => one !== value && (one === alone) === (value === alone))
  return chosen.includes(value) ? others : [...others, value]
}
