// SPDX-License-Identifier: EUPL-1.2
// Reference data that can't be included in this repository. A test that compares with it is skipped when it is absent.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export function reference(name: string): string | undefined {
  const path = fileURLToPath(new URL(`../../../../../shared/data/${name}`, import.meta.url))
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** Options for a test that needs the data: without it the test is reported as skipped. */
export function needs(data: string | undefined): { readonly skip: string | false } {
  return { skip: data === undefined ? 'the reference data is not here' : false }
}
