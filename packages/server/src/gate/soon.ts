// SPDX-License-Identifier: EUPL-1.2

/** What is nearly always at hand, and has to be asked for otherwise: a promise costs more than most of what is asked. */
export type Soon<T> = T | Promise<T>
