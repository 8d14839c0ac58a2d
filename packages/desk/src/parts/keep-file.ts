// SPDX-License-Identifier: EUPL-1.2
import type { Fetched } from '../api-call.ts'

/** Has the browser keep a file, where its user keeps files. */
export function keepFile({ content, name }: Fetched): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
