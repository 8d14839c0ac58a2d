// SPDX-License-Identifier: EUPL-1.2
import type { Words } from './words.ts'

export const dutch: Words = {
  verdicts: {
    valid: 'GELDIG',
    invalid: 'ONGELDIG',
    'key-unknown': 'SLEUTEL ONBEKEND',
    unreachable: 'ONBEREIKBAAR',
  },
  lookFirst: {
    copy: 'Een kopie die niet heel binnenkwam ziet er ook zo uit, net als een webpagina op de plaats van een bestand: haal haar opnieuw op voordat u iets concludeert.',
    key: 'Het kan ook zijn dat dit niet de sleutel van dit log is, of dat het een nieuwere heeft: vraag het aan wie u de sleutel gaf voordat u iets concludeert.',
  },
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
    exhibit: 'is geen bewijsstuk: vermeldingen van een log met wat daarvan is overhandigd',
    disclosure: 'de vermelding legt niet vast wat ermee is overhandigd',
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
  labels: {
    log: 'Log',
    root: 'Wortel',
    signedBy: 'Getekend door',
    cosignedBy: 'Getuige',
    ignored: 'Overgeslagen',
    agrees: 'Komt overeen met',
    entry: 'Vermelding',
  },
  log: (origin, size) => `${origin}, ${size} vermeldingen`,
  ignored: (count) => `${count} handtekeningen met sleutels die u niet gaf`,
  entry: (index, length) => `nummer ${index}, ${length} bytes`,
  limits: (of, hasWitness) =>
    (of === 'log'
      ? `Bewezen: deze vermeldingen, in deze volgorde, zoals getekend${hasWitness ? ' en zoals de getuigen ze zagen' : ''}. `
      : of === 'exhibit'
        ? `Bewezen: deze vermeldingen staan met dit nummer in het log en leggen vast wat hier van ze overhandigd is, zoals getekend${hasWitness ? ' en zoals de getuigen het zagen' : ''}. Niet bewezen: wat ervan is weggelaten, en wat er verder in het log staat. `
        : `Bewezen: deze vermelding staat met dit nummer in het log, zoals getekend${hasWitness ? ' en zoals de getuigen het zagen' : ''}. Niet bewezen: wat er verder in het log staat. `) +
    (hasWitness
      ? ''
      : 'Niet bewezen: dat anderen hetzelfde log te zien kregen (dat bewijst een getuige, of een controlepunt dat u bewaart). ') +
    'Wat het log nooit bereikte, is niet te zien.',
  marked: (mark) => `Wat is vastgelegd, staat achter ${mark}. Al het andere zegt dit programma.`,
  shown: (index, time, kind) => `Vermelding ${index}, ${time}, ${kind}`,
  piece: (nth) => `deel ${nth}:`,
  pieceNotShown: (nth) => `deel ${nth}: niet overhandigd`,
  pieceAgain: (field, nth) => `als deel ${nth} van ${field}`,
  moreLines: (count) => `… nog ${count} regels`,
  unopened: (count) => `Niet overhandigd: hooguit ${count} andere velden`,
  names: 'Wie de schuilnamen zijn:',
  line: (line) => `regel ${line}`,
  entryNumber: (entry) => `vermelding ${entry}`,
  progress: (entries, total) => `${entries} van ${total} vermeldingen gecontroleerd`,
  unusable: (message) => `Niet bruikbaar: ${message}`,
}
