// SPDX-License-Identifier: EUPL-1.2
export const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
