// SPDX-License-Identifier: EUPL-1.2
import { scaled } from './amount.ts'
import { all, textAt } from './ubl.ts'
import type { XmlElement } from './xml.ts'

/** One business rule of an invoice standard, by the id under which its publisher lists it. */
export interface Rule {
  readonly id: string
  /** What an invoice must have, in a reader's words. */
  readonly says: string
  readonly holds: (root: XmlElement) => boolean
}

/** Something is there and isn't empty. */
export const has = (from: XmlElement, path: string): boolean => textAt(from, path) !== ''

/** A rule for each element at a path; it holds when there are none. */
export const each =
  (path: string, holds: (element: XmlElement, root: XmlElement) => boolean) =>
  (root: XmlElement): boolean =>
    all(root, path).every((element) => holds(element, root))

/** Cents at a path; NaN when nothing readable is there, so that every comparison with it fails. */
export const centsAt = (from: XmlElement, path: string): number => scaled(textAt(from, path), 2) ?? Number.NaN

/** Cents at a path, or 0 when the element is left out. */
export const centsOrZero = (from: XmlElement, path: string): number =>
  all(from, path).length === 0 ? 0 : centsAt(from, path)

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Document-level allowances (BG-20) or charges (BG-21), by UBL's own indicator. */
export const adjustments = (root: XmlElement, indicator: 'true' | 'false'): readonly XmlElement[] =>
  all(root, 'cac:AllowanceCharge').filter((element) => textAt(element, 'cbc:ChargeIndicator') === indicator)
