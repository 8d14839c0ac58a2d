// SPDX-License-Identifier: EUPL-1.2

/** How far the server's clock is ahead of this machine's; a laptop that runs late must not show time that isn't left. */
let aheadMs = 0

/** Takes the `Date` header of an answer (RFC 9110 §6.6.1, whole seconds). */
export function noteServerTime(date: string | null): void {
  const time = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(time)) return
  const ahead = time - Date.now()
  // The header is rounded down and travels for a while: within two seconds the clocks agree.
  aheadMs = Math.abs(ahead) < 2000 ? 0 : ahead
}

export const serverNow = (): number => Date.now() + aheadMs
