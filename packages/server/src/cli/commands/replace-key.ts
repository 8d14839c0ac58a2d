// SPDX-License-Identifier: EUPL-1.2
import { accessSync, constants, existsSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import type { ReplacedKey } from '../../journal/index.ts'
import { CliError, systemCode, whyOf } from '../error.ts'
import { refuseRootIn } from '../input/own-folder.ts'
import { dataFolderOf, dataOption, signerOf } from '../settings.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly data?: string
  readonly signer?: string
  readonly next?: string
  readonly lost?: true
  readonly receipt: string
  readonly json?: true
}

export function addReplaceKey(program: Command, terminal: Terminal): void {
  const { say } = terminal
  program
    .command('replace-key')
    .summary(say('geeft het log een nieuwe sleutel', 'gives the log a new signing key'))
    .description(
      say(
        'Geeft het log een nieuwe sleutel om mee te ondertekenen, terwijl Sluis gesloten is. De nieuwe komt in het log te staan onder de oude, zodat lezers hem kunnen vertrouwen.',
        'Gives the log a new key to sign with, while Sluis is closed. The new one is named in the log under the old one, so that readers can trust it.',
      ),
    )
    .addOption(dataOption(say))
    .option(
      '--signer <socket>',
      say('de ondertekenaar tot nu toe (of SLUIS_SIGNER)', 'the signer until now (or SLUIS_SIGNER)'),
    )
    .option('--next <socket>', say('de ondertekenaar vanaf nu', 'the signer from now on'))
    .option('--lost', say('de oude sleutel is er niet meer', 'the old key is gone'))
    .option(
      '--receipt <file>',
      say('waar het bewijs voor lezers komt', 'where the proof for readers goes'),
      'new-log-key.tlog-proof',
    )
    .option('--json', say('voor een machine', 'for a machine'))
    .action((options: Options) => run(options, terminal))
}

async function run(options: Options, terminal: Terminal): Promise<void> {
  const { data, lost, receipt, json } = options
  const folder = dataFolderOf(data, terminal.environment)
  refuseRootIn(folder, terminal)
  requireRoomFor(receipt, terminal)
  const { syncFolder } = await import('../../journal/index.ts')
  const replaced = await replace(folder, options, terminal)
  writeFileSync(receipt, replaced.receipt, { flush: true })
  syncFolder(dirname(resolve(receipt)))
  if (json) terminal.json({ verifierKey: replaced.verifierKey, retired: replaced.retired, receipt })
  else terminal.out(...tell(replaced, receipt, lost === true, terminal))
}

async function replace(folder: string, { signer, next, lost }: Options, terminal: Terminal): Promise<ReplacedKey> {
  const { say, environment, language } = terminal
  const { replaceKey } = await import('../../journal/index.ts')
  const projections = new URL('../../projections.ts', import.meta.url)
  try {
    return await replaceKey({
      folder,
      projections,
      isLost: lost === true,
      ...(lost === true ? {} : signerOf(signer, environment)),
      ...(next === undefined ? {} : { next: resolve(next) }),
    })
  } catch (cause) {
    const code = systemCode(cause)
    if (code === '') throw cause
    const why = whyOf(cause, language)
    throw new CliError(
      'unusable',
      [say(`De sleutel is niet vervangen: ${why}.`, `The key was not replaced: ${why}.`), tellNext(code, say)],
      { cause },
    )
  }
}

/**
 * The proof can't be made any more once the log went on under the new key, so where it goes is looked at first: readers
 * of the old key would have nothing that leads to the new one.
 */
function requireRoomFor(receipt: string, { say }: Terminal): void {
  try {
    accessSync(existsSync(receipt) ? receipt : dirname(resolve(receipt)), constants.W_OK)
  } catch (cause) {
    throw new CliError(
      'unusable',
      say(
        `Het bewijs voor lezers kan niet in ${receipt} komen (${systemCode(cause)}). Noem een andere plaats met --receipt. Er is niets vervangen.`,
        `The proof for readers can't be written to ${receipt} (${systemCode(cause)}). Name another place with --receipt. Nothing was replaced.`,
      ),
      { cause },
    )
  }
}

function tellNext(code: string, say: Terminal['say']): string {
  switch (code) {
    case 'in-use':
      return say('Sluit Sluis eerst.', 'Close Sluis first.')
    case 'key-unusable':
      return say(
        'Heeft een ondertekenaar de sleutel, noem die dan met --signer. Is hij voorgoed weg, geef dan --lost.',
        'If a signer has the key, name that one with --signer. If it is gone for good, give --lost.',
      )
    default:
      return say(
        'Hetzelfde commando nog eens gaat verder waar het bleef.',
        'Run the same command again: it continues where it was.',
      )
  }
}

function tell(
  { verifierKey, retired }: ReplacedKey,
  receipt: string,
  isLost: boolean,
  { say }: Terminal,
): readonly string[] {
  const how = isLost
    ? say(
        `Lezers moeten deze sleutel van u zelf krijgen: de oude kan er niet meer voor instaan. ${receipt} bewijst alleen dat hij in het log staat.`,
        `Readers must get this key from you yourself: the old one can no longer vouch for it. ${receipt} proves only that it is in the log.`,
      )
    : say(
        `Geef lezers ${receipt}: met de oude sleutel bewijst het dat deze de volgende is.`,
        `Give readers ${receipt}: with the old key it proves that this one is next.`,
      )
  return [
    say('De nieuwe controlesleutel:', 'The new verifier key:'),
    `  ${verifierKey}`,
    how,
    ...(retired === undefined
      ? []
      : [
          say(
            `De oude sleutel ligt in ${retired}. Wie hem heeft, kan een oud log voortzetten: vernietig hem zodra dit werkt.`,
            `The old key is in ${retired}. Whoever has it can continue an old log: destroy it once this works.`,
          ),
        ]),
  ]
}
