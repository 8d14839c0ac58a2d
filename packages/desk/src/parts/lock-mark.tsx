// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'

/** A canal lock from above: two quays, the mitre gates that point upstream, high water behind them and low before. */
export function LockMark(): ReactNode {
  return (
    <svg className="lock-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className="lock-mark-quay" d="M2 3h5v26H2zM25 3h5v26h-5z" />
      <path className="lock-mark-high" d="M7 3h18v13.5L16 10l-9 6.500z" />
      <path className="lock-mark-gate" d="M7 17.500 16 11l9 6.500" />
      <path
        className="lock-mark-wave"
        d="M9.500 22q1.600-1.800 3.250 0t3.250 0 3.250 0 3.250 0M9.500 26.500q1.600-1.800 3.250 0t3.250 0 3.250 0 3.250 0"
      />
    </svg>
  )
}
