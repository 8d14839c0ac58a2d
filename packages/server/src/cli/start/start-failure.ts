// SPDX-License-Identifier: EUPL-1.2
import { systemCode, whyOf } from '../error.ts'
import { problemsOf } from '../input/organisation-at.ts'
import { type Language, type Say, sayIn } from '../language.ts'

interface StartSettings {
  readonly dataFolder: string
  /** The address of a database that processes share; it may hold a password, and is never told. */
  readonly database?: string
  readonly gatePort: number
  readonly deskPort: number
}

/** Sluis could not start; the cause is the error of the room that could not be opened. */
export class StartError extends Error {
  readonly settings: StartSettings
  constructor(settings: StartSettings, cause: unknown) {
    super('Sluis could not start', { cause })
    this.name = 'StartError'
    this.settings = settings
  }
}

/**
 * Why Sluis could not start, and what to do: one line, or one for each problem in the organisation's files. An error
 * that can only be a defect is told with its place in the code, so that it can be fixed.
 */
export function tellStartFailure(error: unknown, language: Language): readonly string[] {
  const say = sayIn(language)
  if (!(error instanceof StartError))
    return [say('Sluis kon niet starten.', 'Sluis could not start.'), ...placeOf(error)]
  const { cause, settings } = error
  const line = lineOf(cause, settings, language)
  return problemsOf(cause, language) ?? (line === undefined ? tellStartFailure(cause, language) : [line])
}

function lineOf(
  error: unknown,
  { dataFolder, database, gatePort, deskPort }: StartSettings,
  language: Language,
): string | undefined {
  const say = sayIn(language)
  const message = whyOf(error, language)
  switch (systemCode(error)) {
    // The gate passes on the operating system's error; the people's API has a code of its own.
    case 'EADDRINUSE':
      return portTaken(gatePort, 'SLUIS_GATE_PORT', say)
    case 'port-taken':
      return portTaken(deskPort, 'SLUIS_DESK_PORT', say)
    case 'proxy-required':
      return say(
        `Op SLUIS_LISTEN kunnen anderen Sluis bereiken, en zonder TLS leest iedereen onderweg de sleutels mee. Zet er een proxy met TLS voor en geef diens https-adressen: SLUIS_GATE_URL en SLUIS_DESK_URL (docs/guide/nl/dienst.md).`,
        `At SLUIS_LISTEN others can reach Sluis, and without TLS everyone on the way reads the keys. Put a proxy with TLS before it and give its https addresses: SLUIS_GATE_URL and SLUIS_DESK_URL (docs/guide/en/service.md).`,
      )
    case 'EADDRNOTAVAIL':
      return say(
        `Dit adres heeft deze machine niet: ${message}. Geef met SLUIS_LISTEN een eigen adres van deze machine.`,
        `This machine does not have that address: ${message}. Give an address of this machine with SLUIS_LISTEN.`,
      )
    case 'first-start-unseen':
      return say(
        'Dit is de eerste start: die toont ieders sleutel, één keer, en wat Sluis hier zegt wordt bewaard, door systemd of door wat de container draait. Start Sluis eerst één keer met de hand, als dezelfde gebruiker en met een terminal (docs/guide/nl/dienst.md).',
        "This is the first start: it shows everyone's key, once, and what Sluis says here is kept, by systemd or by what runs the container. Start Sluis once by hand first, as the same user and at a terminal (docs/guide/en/service.md).",
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return say(
        `Dit mag Sluis hier niet: ${message}. Kies een andere map of poort, of geef de rechten.`,
        `Sluis is not allowed to do this: ${message}. Choose another folder or port, or give the rights.`,
      )
    case 'ENOSPC':
      return say(
        `De schijf van ${dataFolder} is vol. Maak ruimte; zonder log gaat er niets door.`,
        `The disk of ${dataFolder} is full. Make room; without a log nothing passes.`,
      )
    case 'ENOENT':
      // Node reports this for a folder that it can't create on a read-only disk; any other missing file is told with its
      // place.
      if (!message.includes(' mkdir ')) return undefined
      return say(
        `De map ${dataFolder} is niet te maken; misschien is de schijf alleen te lezen. Kies een andere gegevensmap.`,
        `The folder ${dataFolder} can't be made; the disk may be read-only. Choose another data folder.`,
      )
    case 'EEXIST':
    case 'ENOTDIR':
      return say(
        `${dataFolder} is geen map. Kies een andere gegevensmap.`,
        `${dataFolder} is no folder. Choose another data folder.`,
      )
    case 'in-use':
      return say(
        `De gegevensmap ${dataFolder} is in gebruik door een andere Sluis. Sluit die eerst, of kies een andere map.`,
        `The data folder ${dataFolder} is in use by another Sluis. Close that one first, or choose another folder.`,
      )
    case 'other-version':
      return say(
        'Op deze database draait een andere versie van Sluis, en die zou in andere tabellen schrijven. Sluit eerst alle processen; tien seconden nadat het laatste stopte, start dit wel. Er is niets veranderd.',
        'Another version of Sluis runs on this database, and would write into other tables. Close all processes first; ten seconds after the last one ended, this one starts. Nothing has changed.',
      )
    case 'newer-version':
      return say(
        `Deze versie van Sluis is ouder dan die hier het laatst draaide (${message}), en zou lezen alsof sommige vermeldingen er niet zijn. Start de nieuwere, of zet de reservekopie terug die u voor de overgang maakte (docs/guide/nl/dienst.md). Er is niets veranderd.`,
        `This version of Sluis is older than the one that ran here last (${message}), and would read as if some entries were not there. Start the newer one, or put back the backup that you made before the upgrade (docs/guide/en/service.md). Nothing has changed.`,
      )
    case 'other-files':
      return say(
        `In de map van de organisatie liggen andere bestanden dan een mens bij een ander proces op deze database heeft geladen (${message}). Zet diezelfde bestanden hier neer en start opnieuw. Zijn deze juist nieuwer: zet ze ook bij een proces dat draait, en laad ze daar met sluis load. Er is niets veranderd.`,
        `The organisation's folder has other files than are in force at another process on this database (${message}). Put the same files here and start again. If these are the newer ones: put them at a process that runs as well, and load them there with sluis load. Nothing has changed.`,
      )
    case 'unwritable':
      return say(
        `Het log van ${dataFolder} is niet te schrijven: ${message}. Verhelp dat en start opnieuw; zonder log gaat er niets door.`,
        `The log of ${dataFolder} can't be written: ${message}. Mend that and start again; without a log nothing passes.`,
      )
    case 'mail-setting-invalid':
      // The address may hold a password, so it is not repeated.
      return say(
        'Het adres van de mailserver is niet te gebruiken. Geef het als smtp://host:poort of smtps://host, met een gebruiker en een wachtwoord of geen van beide; schrijf een % daarin als %25.',
        "The mail server's address can't be used. Give it as smtp://host:port or smtps://host, with a user and a password or neither; write a % in them as %25.",
      )
    case 'too-few-witnesses':
      return say(
        `Te weinig getuigen (${message}). Sluis start pas als zij antwoorden, of als witnessesRequired in organisation.yaml lager is.`,
        `Too few witnesses (${message}). Sluis starts once they answer, or when witnessesRequired in organisation.yaml is lower.`,
      )
    case 'behind':
      if (database !== undefined) return otherDatabase(message, say)
      return say(
        `Het log in ${dataFolder} is ouder dan het was: ${message}. Sluis draait niet op een oude kopie, want dan ontstaan er twee geschiedenissen. Zet de nieuwste kopie terug.`,
        `The log in ${dataFolder} is older than it was: ${message}. Sluis does not run on an old copy, because that would make two histories. Put the newest copy back.`,
      )
    case 'key-unusable':
      return say(
        `De sleutel is niet te gebruiken: ${message}. Ligt hij bij een ondertekenaar, noem die dan met --signer; is hij kwijt: docs/guide/nl/ondertekensleutel.md. Aan het log is niets veranderd.`,
        `The key can't be used: ${message}. If a signer has it, name that one with --signer; if it is lost: docs/guide/en/signing-key.md. Nothing of the log has changed.`,
      )
    case 'checkpoint-unusable':
      return say(
        `${message}. Geef een ander controlepunt dat u bewaarde; kreeg het log sindsdien een nieuwe sleutel, dan een van daarna. Is het de goede gegevensmap? Aan het log is niets veranderd.`,
        `${message}. Give another checkpoint that you kept; if the log got a new key since, one from after that. Is it the right data folder? Nothing of the log has changed.`,
      )
    case 'damaged':
      return say(
        `Het log in ${dataFolder} is beschadigd (${message}). Zet een reservekopie terug, of begin in een andere map.`,
        `The log in ${dataFolder} is damaged (${message}). Put a backup back, or begin in another folder.`,
      )
    default:
      return undefined
  }
}

/** Most often the day after a fail-over: nothing of Sluis can bring back what only the lost server has. */
function otherDatabase(message: string, say: Say): string {
  return say(
    `De database van SLUIS_DATABASE mist vermeldingen die al bevestigd waren: ${message}. Is er een standby gepromoveerd, of een reservekopie teruggezet, dan liep die achter. Sluis draait er niet op, want dan ontstaan er twee geschiedenissen; er is niets veranderd. Wijs SLUIS_DATABASE naar de server die alles heeft. Is die voorgoed weg: docs/guide/nl/meer-processen.md.`,
    `The database of SLUIS_DATABASE lacks entries that were acknowledged: ${message}. If a standby was promoted, or a backup put back, it was behind. Sluis does not run on it, for that would make two histories; nothing has changed. Point SLUIS_DATABASE at the server that has all of them. If that one is gone for good: docs/guide/en/several-processes.md.`,
  )
}

function portTaken(port: number, name: string, say: Say): string {
  return say(
    `Poort ${port} is in gebruik door een ander programma. Sluit dat, of kies een andere poort: ${name}=${port + 10}`,
    `Port ${port} is in use by another program. Close that one, or choose another port: ${name}=${port + 10}`,
  )
}

function placeOf(error: unknown): readonly string[] {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n')
}
