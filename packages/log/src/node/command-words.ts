// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '../words/words.ts'

/** What only the command says: how it is used. */
export interface CommandWords {
  readonly usage: string
  readonly keyAdvice: string
  readonly unreachableAdvice: string
  readonly entryMissing: string
  readonly waiting: string
}

const english: CommandWords = {
  usage: `sluis-log verify <directory | address | proof | exhibit> --key KEY

Checks a verifiable log, or the proof that one entry is in it, without trusting whoever made it.

  <directory>       an exported log
  <address>         the address of a log, https://...
  <proof>           a .tlog-proof file
  <exhibit>         an .exhibit.json file: entries, with fields of them that somebody handed over
  --key KEY         the log's verifier key, or a file that holds it; get it from someone other than the log's owner
  --policy FILE     instead of a key: the logs and witnesses that you trust (tlog-policy)
  --against FILE    a checkpoint or a proof of the same log that you have already; may be given more than once
  --entry FILE      with a proof: the entry that it is about, if the proof doesn't carry it
  --full            with an exhibit: everything that was handed over, however long
  --lang nl|en      the language of the answer

Exit codes: 0 valid, 1 invalid, 2 wrong use, 3 key unknown, 4 can't be reached.`,
  keyAdvice:
    'Ask for the key of this log elsewhere than from its owner, and give it with --key. Nothing is proven so far.',
  unreachableAdvice:
    'Nothing is proven, and nothing against the log either. A log that answers 401 or 403 gives its entries only to those it knows: ask its owner for an export.',
  entryMissing: 'The proof does not carry its entry: give the entry with --entry.',
  waiting: 'waiting for an answer',
}

const dutch: CommandWords = {
  usage: `sluis-log verify <map | adres | bewijs | bewijsstuk> --key SLEUTEL

Controleert een log, of het bewijs dat een vermelding erin staat, zonder de maker ervan te hoeven vertrouwen.

  <map>             een geëxporteerd log
  <adres>           het adres van een log, https://...
  <bewijs>          een .tlog-proof-bestand
  <bewijsstuk>      een .exhibit.json-bestand: vermeldingen, met velden ervan die iemand overhandigde
  --key SLEUTEL     de controlesleutel van het log, of een bestand waar die in staat; vraag hem aan iemand anders dan de eigenaar
  --policy BESTAND  in plaats van een sleutel: de logs en getuigen die u vertrouwt (tlog-policy)
  --against BESTAND een controlepunt of bewijs van hetzelfde log dat u al had; mag vaker gegeven worden
  --entry BESTAND   bij een bewijs: de vermelding waar het over gaat, als die niet in het bewijs staat
  --full            bij een bewijsstuk: alles wat is overhandigd, hoe lang ook
  --lang nl|en      de taal van het antwoord

Uitkomsten: 0 geldig, 1 ongeldig, 2 verkeerd gebruikt, 3 sleutel onbekend, 4 onbereikbaar.`,
  keyAdvice:
    'Vraag de sleutel van dit log aan een ander dan de eigenaar, en geef hem met --key. Er is nog niets bewezen.',
  unreachableAdvice:
    'Er is niets bewezen, en ook niets tegen het log. Een log dat 401 of 403 antwoordt, geeft zijn vermeldingen alleen aan wie het kent: vraag de eigenaar om een export.',
  entryMissing: 'De vermelding staat niet in het bewijs: geef haar met --entry.',
  waiting: 'wacht op antwoord',
}

export function commandWordsIn(language: Language): CommandWords {
  return language === 'nl' ? dutch : english
}
