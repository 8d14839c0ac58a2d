// SPDX-License-Identifier: EUPL-1.2

/**
 * A value that is nearly always at hand, and must sometimes be asked for: a promise costs more than most such values.
 */
export type Soon<T> = T | Promise<T>
