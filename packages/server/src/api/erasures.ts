// SPDX-License-Identifier: EUPL-1.2
import type { z } from '@hono/zod-openapi'
import { namedIn } from './named.ts'
import type { erasureView } from './schemas/subject.ts'
import type { Services } from './services.ts'

/** Erasures, all or those of one run, with people by name. */
export async function erasuresFor(
  { subjects, organisation }: Services,
  run?: string,
): Promise<readonly z.output<typeof erasureView>[]> {
  const found = await subjects.erasures(run)
  return found.map(({ by, ...erasure }) =>
    by === undefined ? erasure : { ...erasure, by: namedIn(organisation().people, by) },
  )
}
