// SPDX-License-Identifier: EUPL-1.2
import { type Finding, firstLookAt } from '@sluis/log'
import { exitCodes } from '@sluis/log/node'
import type { Verified } from '../audit/verify-export.ts'
import type { Say } from '../language.ts'
import { tellFinding, tellLimits, tellLog, tellProved } from './proof.ts'

/** The result of a verification, for a person. */
export function tellVerified({ answer, report }: Verified, against: readonly string[], say: Say): readonly string[] {
  switch (answer.kind) {
    case 'valid':
      return [
        say('GELDIG', 'VALID'),
        ...tellLog(answer.checkpoint, report, against, say),
        ...tellProved(report, say),
        ...tellLimits(answer.checkpoint, against, say),
      ]
    case 'invalid':
      return [
        say('ONGELDIG: dit log is niet wat het zegt te zijn.', 'INVALID: this log is not what it claims to be.'),
        ...answer.findings.map((finding) => `- ${tellFinding(finding, say)}`),
        ...tellFirstLook(answer.findings, say),
      ]
    case 'key-unknown':
      return [
        say('SLEUTEL ONBEKEND: er is nog niets bewezen.', 'KEY UNKNOWN: nothing is proved so far.'),
        say(
          'Vraag de controlesleutel aan een ander dan wie u controleert, en geef hem met --key.',
          'Get the verifier key from someone other than whom you check, and give it with --key.',
        ),
        `(${answer.message})`,
      ]
    case 'unreachable':
      return [say('ONBEREIKBAAR', "CAN'T BE REACHED"), `(${answer.message})`]
  }
}

/**
 * What to check first: the copy may have been damaged on its way, or the key be another log's, and nobody should be
 * accused for that.
 */
function tellFirstLook(findings: readonly Finding[], say: Say): readonly string[] {
  switch (firstLookAt(findings)) {
    case 'copy':
      return [
        say(
          'Een kopie die niet heel binnenkwam ziet er ook zo uit: haal haar opnieuw op voordat u iets concludeert.',
          'A copy that was not fetched whole looks like this too: fetch it again before you conclude anything.',
        ),
      ]
    case 'key':
      return [
        say(
          'Het kan ook de sleutel van een ander log zijn, of een oude: vraag het aan wie u hem gaf voordat u iets concludeert.',
          'It may also be the key of another log, or an old one: ask whoever gave it before you conclude anything.',
        ),
      ]
    case undefined:
      return []
  }
}

/** The same for a machine. */
export function verifiedJson({ answer, report }: Verified): unknown {
  switch (answer.kind) {
    case 'valid': {
      const { checkpoint, logKey, cosignatures } = answer.checkpoint
      const root = Buffer.from(checkpoint.root).toString('base64')
      const witnesses = cosignatures.map(({ key, timeSeconds }) => ({ name: key.name, timeSeconds }))
      const log = { origin: checkpoint.origin, size: checkpoint.size, root, signedBy: logKey.name, witnesses }
      return { result: 'valid', log, report }
    }
    case 'invalid':
      return { result: 'invalid', findings: answer.findings }
    default:
      return { result: answer.kind, message: answer.message }
  }
}

/** The exit codes of `sluis-log verify`: 0 valid, 1 invalid, 3 key unknown, 4 can't be reached. */
export function verdictCode({ answer }: Verified): number {
  return exitCodes[answer.kind]
}
