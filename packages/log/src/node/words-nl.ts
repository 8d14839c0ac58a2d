// SPDX-License-Identifier: EUPL-1.2
import type { Words } from './words.ts'

const usage = `sluis-log verify <map | adres | bewijs> --key SLEUTEL

Controleert een log, of het bewijs dat een vermelding erin staat, zonder de maker ervan te hoeven vertrouwen.

  <map>             een geëxporteerd log
  <adres>           het adres van een log, https://...
  <bewijs>          een .tlog-proof-bestand
  --key SLEUTEL     de controlesleutel van het log, of een bestand waar die in staat; vraag hem aan iemand anders dan de eigenaar
  --policy BESTAND  in plaats van een sleutel: de logs en getuigen die u vertrouwt (tlog-policy)
  --against BESTAND een controlepunt of bewijs van hetzelfde log dat u al had; mag vaker gegeven worden
  --entry BESTAND   bij een bewijs: de vermelding waar het over gaat, als die niet in het bewijs staat
  --lang nl|en      de taal van het antwoord

Uitkomsten: 0 geldig, 1 ongeldig, 2 verkeerd gebruikt, 3 sleutel onbekend, 4 onbereikbaar.`

export const dutch: Words = {
  usage,
  valid: 'GELDIG',
  invalid: 'ONGELDIG',
  keyUnknown: 'SLEUTEL ONBEKEND',
  unreachable: 'ONBEREIKBAAR',
  keyAdvice:
    'Vraag de sleutel van dit log aan een ander dan de eigenaar, en geef hem met --key. Er is nog niets bewezen.',
  unreachableAdvice:
    'Er is niets bewezen, en ook niets tegen het log. Een log dat 401 of 403 antwoordt, geeft zijn vermeldingen alleen aan wie het kent: vraag de eigenaar om een export.',
  lookFirst: {
    copy: 'Een kopie die niet heel binnenkwam ziet er ook zo uit, net als een webpagina op de plaats van een bestand: haal haar opnieuw op voordat u iets concludeert.',
    key: 'Het kan ook zijn dat dit niet de sleutel van dit log is, of dat het een nieuwere heeft: vraag het aan wie u de sleutel gaf voordat u iets concludeert.',
  },
  entryMissing: 'De vermelding staat niet in het bewijs: geef haar met --entry.',
  findings: {
    number: 'een getal valt buiten de grenzen',
    'too-large': 'is te groot',
    encoding: 'is niet de tekst die het moet zijn',
    hash: 'een hash klopt niet',
    'key-malformed': 'een sleutel klopt niet',
    'key-type': 'een soort sleutel die niet ondersteund wordt',
    'key-ambiguous': 'twee sleutels hebben dezelfde naam',
    'key-unknown': 'is getekend door niemand die u kent',
    note: 'is geen ondertekende notitie',
    'signature-duplicate': 'een sleutel tekende tweemaal',
    signature: 'de handtekening klopt niet',
    checkpoint: 'is geen controlepunt',
    origin: 'is getekend met de sleutel van een ander log',
    cosignature: 'de handtekening van een getuige klopt niet',
    'tile-path': 'is geen pad van een tegel',
    tile: 'de tegel heeft niet de juiste lengte',
    bundle: 'de vermeldingen zijn niet te onderscheiden',
    proof: 'het bewijs leidt niet naar de getekende wortel',
    'proof-file': 'is geen bewijs',
    policy: 'is geen vertrouwensbeleid',
    quorum: 'te weinig van de getuigen die u vertrouwt hebben getekend',
    'witness-message': 'is geen bericht van een getuige',
    'not-found': 'ontbreekt',
    unreachable: 'kon niet worden gelezen',
    'entry-altered': 'is gewijzigd',
    'tile-altered': 'de tegel is gewijzigd, de vermeldingen niet',
    root: 'de vermeldingen zijn niet die waarvoor getekend is',
    cut: 'het einde van het log is afgesneden',
    fork: 'dit log heeft een ander verleden dan waarvoor eerder getekend is',
    'extra-file': 'hoort niet bij het log: niets bewijst het',
    'entry-refused': 'is geweigerd',
  },
  log: (origin, size) => `Log:             ${origin}, ${size} vermeldingen`,
  root: (base64) => `Wortel:          ${base64}`,
  signedBy: (name, keyId) => `Getekend door:   ${name} (${keyId})`,
  cosignedBy: (name, time) => `Getuige:         ${name}, ${time}`,
  ignored: (count) => `Overgeslagen:    ${count} handtekeningen met sleutels die u niet gaf`,
  agrees: (names) => `Komt overeen met: ${names.join(', ')}`,
  entry: (index, length) => `Vermelding:      nummer ${index}, ${length} bytes`,
  limits: (hasWitness) =>
    hasWitness
      ? 'Bewezen: deze vermeldingen, in deze volgorde, zoals getekend en zoals de getuigen ze zagen. Wat het log nooit bereikte, is niet te zien.'
      : 'Bewezen: deze vermeldingen, in deze volgorde, zoals getekend. Niet bewezen: dat anderen hetzelfde log te zien kregen (dat bewijst een getuige, of een controlepunt dat u bewaart). Wat het log nooit bereikte, is niet te zien.',
  line: (line) => `regel ${line}`,
  entryNumber: (entry) => `vermelding ${entry}`,
  waiting: 'wacht op antwoord',
  progress: (entries, total) => `${entries} van ${total} vermeldingen gecontroleerd`,
  unusable: (message) => `Niet bruikbaar: ${message}`,
}
