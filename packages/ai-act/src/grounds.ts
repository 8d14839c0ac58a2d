// SPDX-License-Identifier: EUPL-1.2
// What gives rise to an obligation, and from which day: a class, a route to high risk, transparency, or a model.
import { type Assessment, type Judged, routeTruth } from './assess.ts'
import type { IsoDate } from './dates.ts'
import type { ObligationRule, Route } from './law/types.ts'
import { bindingFrom, withGrace } from './legacy.ts'
import { both, FALSE, TRUE, type Truth } from './three-valued.ts'

export interface Ground {
  readonly truth: Truth
  /** Undefined when nothing binds this system. */
  readonly from: IsoDate | undefined
}

export function outOfScope({ out, openSource }: Assessment): boolean {
  return out === TRUE || openSource.truth === TRUE
}

/** Models are judged separately: a model can be bound even if there is no AI system yet (art. 2(1)(a)). */
export function modelsInScope({ lacking, exclusions }: Assessment): boolean {
  return ![...lacking, ...exclusions].some(({ rule, truth }) => truth === TRUE && rule.id !== '3(1)')
}

/** While it isn't known to be an AI system in the Union, no ground is certain. */
export function groundOf(assessment: Assessment, rule: ObligationRule): Ground {
  if (rule.ground === 'model') return modelGround(assessment, assessment.model)
  if (rule.ground === 'systemic_model') return modelGround(assessment, assessment.systemic)
  if (outOfScope(assessment)) return { truth: FALSE, from: undefined }
  const { truth, from } = systemGround(assessment, rule)
  return { truth: both(truth, assessment.isSystem), from }
}

function systemGround(assessment: Assessment, rule: ObligationRule): Ground {
  switch (rule.ground) {
    case 'prohibited':
      return strongest(assessment.prohibited.map(({ rule: ban, truth }) => ({ truth, from: ban.from })))
    case 'high':
      return highGround(assessment, rule)
    case 'filtered':
      return { truth: both(assessment.anyAnnexIII, assessment.filter.truth), from: bindingFrom(assessment, 'III') }
    case 'transparency':
      return strongest(
        assessment.transparency.map(({ rule: duty, truth }) => ({
          truth,
          from: withGrace(assessment, duty.from, duty.legacyUntil),
        })),
      )
    default:
      return { truth: TRUE, from: rule.from }
  }
}

function highGround(assessment: Assessment, rule: ObligationRule): Ground {
  const routes: readonly Route[] = rule.routes ?? ['III', 'IA']
  const wanted = (point: string) =>
    (rule.onlyPoints?.includes(point) ?? true) && !(rule.exceptPoints?.includes(point) ?? false)
  return strongest(
    routes.map((route) => ({ truth: routeTruth(assessment, route, wanted), from: bindingFrom(assessment, route) })),
  )
}

/**
 * The day from which high risk binds this system by the most certain route, or by Annex III while no route is known.
 */
export function highFrom(assessment: Assessment): IsoDate | undefined {
  const routes: readonly Route[] = ['III', 'IA', 'IB']
  const ground = strongest(
    routes.map((route) => ({ truth: routeTruth(assessment, route), from: bindingFrom(assessment, route) })),
  )
  return ground.truth === FALSE ? bindingFrom(assessment, 'III') : ground.from
}

function modelGround(assessment: Assessment, { rule, truth }: Judged<{ readonly from: IsoDate }>): Ground {
  if (!modelsInScope(assessment)) return { truth: FALSE, from: undefined }
  return { truth, from: withGrace(assessment, rule.from, assessment.law.law.models.legacyUntil) }
}

/** The most certain ground that binds, from its earliest day. */
function strongest(grounds: readonly Ground[]): Ground {
  let truth: Truth = FALSE
  let from: IsoDate | undefined
  for (const ground of grounds) {
    if (ground.from === undefined || ground.truth < truth) continue
    if (ground.truth > truth || from === undefined || ground.from < from) from = ground.from
    truth = ground.truth
  }
  return { truth, from }
}
