// SPDX-License-Identifier: EUPL-1.2
import type { JsonValue } from '../json.ts'

/**
 * What a room makes of one of its private fields for a line of a list. It is pure, and runs where fields are opened:
 * the thread that serves calls gets the line, and never the field.
 */
type Brief = (value: JsonValue) => string | undefined

/** By the name of the field; registered in one place, beside the folds. */
export type Briefs = Readonly<Record<string, Brief>>

/**
 * How many sealed bytes are opened for somebody who looks at several things, or looks repeatedly: some thousands of
 * words. A line of a list shows 240 characters.
 */
export const longestOfBrief = 32_768
