// SPDX-License-Identifier: EUPL-1.2
import { writeSync } from 'node:fs'
import { z } from 'zod'

/**
 * What a process under test has told the world, one line of its standard output each. From the moment such a line is
 * written, no crash may take it back.
 */
export const mark = z.union([
  z.object({ opened: z.object({ verifierKey: z.string(), digest: z.string(), note: z.string() }) }),
  z.object({
    acknowledged: z.object({
      index: z.int(),
      treeSize: z.int(),
      n: z.int().optional(),
      note: z.string().optional(),
      /** Keys, in hex, that the entry says are gone. */
      destroyed: z.array(z.string()).readonly().optional(),
    }),
  }),
  z.object({ pseudonym: z.object({ subject: z.string(), pseudonym: z.string() }) }),
  z.object({ refused: z.object({ code: z.string(), message: z.string() }) }),
])
export type Mark = z.infer<typeof mark>

export function parseMark(line: string): Mark {
  return mark.parse(JSON.parse(line))
}

/** Written before it returns: what is told is told, also when the process dies the moment after. */
export function tell(told: Mark): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
}
