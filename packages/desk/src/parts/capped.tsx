// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'

/** As many as the API gives of anything. */
const mostListed = 200

export const isCapped = (count: number): boolean => count >= mostListed

/** Says of a list that is as long as lists get that there may be more. */
export function Capped(props: { count: number; children: string }): ReactNode {
  return isCapped(props.count) && <p className="quiet">{props.children}</p>
}
