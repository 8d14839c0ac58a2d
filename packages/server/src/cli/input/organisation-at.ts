// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../../organisation/index.ts'
import { CliError } from '../error.ts'
import type { Language } from '../language.ts'
import { tellProblem } from '../tell/problem.ts'

/**
 * The organisation in a folder. Throws `unusable` with everything that is wrong in its files, each with file and line.
 */
export async function organisationAt(folder: string, language: Language): Promise<Organisation> {
  const [{ loadOrganisation }, { rulesOf }] = await Promise.all([
    import('../../organisation/index.ts'),
    import('../../boundary/index.ts'),
  ])
  return readable(() => {
    const organisation = loadOrganisation(folder)
    rulesOf(organisation.detectors)
    return organisation
  }, language)
}

/** Turns errors in the organisation's files or rules into lines for their author. */
export function readable<T>(read: () => T, language: Language): T {
  try {
    return read()
  } catch (error) {
    const problems = problemsOf(error, language)
    if (problems === undefined) throw error
    throw new CliError('unusable', problems, { cause: error })
  }
}

/** The problems in an OrganisationError, PolicyError or BoundaryError, one line each; undefined for any other error. */
export function problemsOf(error: unknown, language: Language): readonly string[] | undefined {
  const problems = error instanceof Error && 'problems' in error ? error.problems : undefined
  if (!Array.isArray(problems) || problems.length === 0) return undefined
  return problems.map((problem) => tellProblem(problem, language))
}
