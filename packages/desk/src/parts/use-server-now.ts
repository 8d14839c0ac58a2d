// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from 'react'
import { serverNow } from '../clock.ts'

/** The server's time in epoch milliseconds, renewed every second. */
export function useServerNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
