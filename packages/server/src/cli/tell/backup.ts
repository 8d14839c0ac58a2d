// SPDX-License-Identifier: EUPL-1.2
import type { BackedUp, Restored } from '../../backup/index.ts'
import { systemCode, whyOf } from '../error.ts'
import type { Terminal } from '../terminal.ts'
import { tellTime } from './time.ts'

export function tellBackedUp(
  { size, parts, bytes, verifierKey }: BackedUp,
  { from, to }: { readonly from: string; readonly to: string },
  { say }: Terminal,
): readonly string[] {
  const megabytes = (bytes / 1_048_576).toFixed(1)
  return [
    say(
      `Reservekopie in ${to}: ${size} vermeldingen uit ${from}, ${megabytes} MB.`,
      `Backup in ${to}: ${size} entries from ${from}, ${megabytes} MB.`,
    ),
    say(
      '  log   het log met de verzegelde inhoud; bewaar het zo lang als het log moet blijven',
      '  log   the log with its sealed content; keep it as long as the log must last',
    ),
    say(
      '  keys  de sleutels die de inhoud openen en wie erin mag; bewaar ze apart en korter, want wat gewist is staat er nog in',
      '  keys  the keys that open the content, and the credentials; keep them apart and for a shorter time, because what is erased is still in them',
    ),
    parts.includes('secrets')
      ? say(
          '  secrets  de sleutel die het log ondertekent: in een kluis. Wie deze map heeft, kan onder uw naam een ander log maken.',
          '  secrets  the key that signs the log: in a safe. Whoever has this folder can make another log under your name.',
        )
      : say(
          'Niet erin: log.key en digest.key. Bewaar die eenmalig in een kluis (--with-secrets).',
          'Not in it: log.key and digest.key. Keep those once, in a safe (--with-secrets).',
        ),
    ...(verifierKey === undefined
      ? []
      : [
          say(
            'De controlesleutel, waar terugzetten om vraagt (--key); bewaar hem elders, bijvoorbeeld op papier:',
            'The verifier key, which restoring asks for (--key); keep it elsewhere, on paper for one:',
          ),
          `  ${verifierKey}`,
        ]),
  ]
}

export function tellRestored(restored: Restored, dataFolder: string, terminal: Terminal): readonly string[] {
  const { say, command, language } = terminal
  const { size, logMadeAt, keysAhead, keysMadeAt, lostAgain, isKeyFromElsewhere, missing } = restored
  const when = tellTime(logMadeAt, language)
  return [
    say(
      `Teruggezet in ${dataFolder}: ${size} vermeldingen, van ${when}. Elk bestand klopt en het hele log is gecontroleerd.`,
      `Put back in ${dataFolder}: ${size} entries, of ${when}. Every file is right and the whole log was checked.`,
    ),
    ...(isKeyFromElsewhere
      ? []
      : [
          say(
            'De controlesleutel kwam uit de kopie zelf. Geef hem van elders met --key om ook dat uit te sluiten.',
            'The verifier key came from the backup itself. Give it from elsewhere with --key to rule that out too.',
          ),
        ]),
    ...(lostAgain.erased + lostAgain.revoked > 0
      ? [
          say(
            `Opnieuw vernietigd, want het log zegt dat het gewist of ingetrokken was: ${lostAgain.erased} sleutels van betrokkenen, ${lostAgain.revoked} toegangssleutels.`,
            `Destroyed again, because the log says that it was erased or revoked: ${lostAgain.erased} keys of data subjects, ${lostAgain.revoked} keys of access.`,
          ),
        ]
      : []),
    say(
      `Let op: wat na ${when} is gebeurd, staat er niet in. Wat daarna gewist of ingetrokken is, is terug; wis het en trek het in, opnieuw.`,
      `Note: what happened after ${when} is not in it. What was erased or revoked since is back; erase and revoke it again.`,
    ),
    ...(keysAhead < 0
      ? [
          say(
            `De sleutels zijn ouder (${tellTime(keysMadeAt, language)}): wat voor nieuwere betrokkenen verzegeld is, kan niemand meer openen.`,
            `The keys are older (${tellTime(keysMadeAt, language)}): what was sealed for newer data subjects nobody can open any more.`,
          ),
        ]
      : []),
    ...missing.map((name) => tellMissing(name, dataFolder, terminal)),
    say(
      `Start met een controlepunt dat u van elders heeft, dan weet u dat er geen nieuwer log is: ${command} serve --known-checkpoint …`,
      `Start with a checkpoint that you have from elsewhere, and you know that there is no newer log: ${command} serve --known-checkpoint …`,
    ),
  ]
}

function tellMissing(name: string, dataFolder: string, { say, command }: Terminal): string {
  return name === 'log.key'
    ? say(
        `Zet log.key in ${dataFolder} (chmod 600), of gebruik uw ondertekenaar. Kwijt? ${command} help replace-key`,
        `Put log.key into ${dataFolder} (chmod 600), or use your signer. Lost? ${command} help replace-key`,
      )
    : say(
        `Zet digest.key in ${dataFolder} (chmod 600). Zonder hem herkent Sluis eerdere aanroepen en verklaringen niet als dezelfde.`,
        `Put digest.key into ${dataFolder} (chmod 600). Without it Sluis does not recognise repeated calls and statements from before.`,
      )
}

export function tellBackupFailure(error: unknown, { say, language }: Terminal): readonly string[] {
  const why = whyOf(error, language)
  switch (systemCode(error)) {
    case 'no-log':
      return [say(`${why}. Wijs de gegevensmap aan met --data.`, `${why}. Name the data folder with --data.`)]
    case 'not-empty':
      return [say(`${why}; kies een nieuwe of lege map.`, `${why}; choose a new or empty folder.`)]
    case 'log-invalid':
      return [
        say(`Het log in deze kopie klopt niet: ${why}.`, `The log in this backup does not verify: ${why}.`),
        say('Er is niets teruggezet. Neem een andere kopie.', 'Nothing was put back. Take another backup.'),
      ]
    case 'checkpoint-unusable':
      return [
        say(`Dit controlepunt is niet te gebruiken: ${why}.`, `This checkpoint can't be used: ${why}.`),
        say(
          'Er is niets teruggezet, en over de kopie zegt dit niets. Geef een ander controlepunt dat u bewaarde; kreeg het log sindsdien een nieuwe sleutel, dan een van daarna.',
          'Nothing was put back, and this says nothing about the backup. Give another checkpoint that you kept; if the log got a new key since, one from after that.',
        ),
      ]
    case 'part-missing':
      return [
        say(`Er is niets teruggezet: ${why}.`, `Nothing was put back: ${why}.`),
        say(
          'Noem de map die de reservekopie maakte, waar log en keys in liggen; liggen de sleutels elders, noem die map dan met --keys.',
          'Name the folder that the backup made, with log and keys in it; if the keys are elsewhere, name that folder with --keys.',
        ),
      ]
    case 'file-changed':
    case 'part-unreadable':
    case 'copy-damaged':
      return [
        say(`Deze kopie is niet te gebruiken: ${why}.`, `This backup can't be used: ${why}.`),
        say('Er is niets teruggezet. Neem een andere kopie.', 'Nothing was put back. Take another backup.'),
      ]
    case 'key-unknown':
      return [
        say(
          'De kopie noemt geen controlesleutel; geef hem met --key.',
          'The backup names no verifier key; give it with --key.',
        ),
      ]
    default:
      return [say(`Dat lukte niet: ${why}.`, `That failed: ${why}.`)]
  }
}
