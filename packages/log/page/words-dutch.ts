// SPDX-License-Identifier: EUPL-1.2
import type { PageWords } from './words.ts'

export const dutch: PageWords = {
  texts: {
    title: 'Controleer een log of een bewijs',
    intro:
      'Deze pagina controleert of een log echt is, of het bewijs dat een vermelding erin staat, of wat iemand van de vermeldingen overhandigde. Dat gebeurt in deze browser, op deze computer: zij maakt geen verbinding en verstuurt niets. U hoeft de maker van het log niet te vertrouwen.',
    subjectTitle: '1. Wat wilt u controleren?',
    drop: 'Sleep het hierheen: een bewijs (.tlog-proof), een bewijsstuk (.exhibit.json), of de map van een geëxporteerd log, die waar het bestand “checkpoint” in staat.',
    chooseFile: 'Kies een bestand',
    chooseFolder: 'Kies een map',
    uploadHint:
      'Uw browser vraagt misschien of hij de bestanden van de map mag “uploaden”. Hij laat deze pagina ze alleen lezen; er wordt niets verstuurd.',
    keyTitle: '2. Wiens handtekening vertrouwt u?',
    keyLabel: 'Sleutel van het log, of een vertrouwensbeleid',
    keyHint:
      'Plak de controlesleutel van het log, of een vertrouwensbeleid (tlog-policy) met de getuigen die u vertrouwt. Vraag hem aan een ander dan de eigenaar van het log: een publicatie, een toezichthouder, een getuige, iets wat u bewaarde. Wie u het log én de sleutel geeft, kan beide verzonnen hebben.',
    chooseKey: 'Kies een bestand waar hij in staat',
    keptTitle: '3. Hebt u iets bewaard? (mag leeg blijven)',
    keptHint:
      'Een eerder controlepunt of bewijs van hetzelfde log. Alleen dat, of een getuige, kan tonen dat het einde is afgesneden of dat anderen een ander log te zien kregen.',
    chooseKept: 'Kies wat u bewaarde',
    entryTitle: '3. Staat de vermelding naast het bewijs? (mag leeg blijven)',
    entryHint: 'Alleen bij een bewijs waar de vermelding zelf niet in staat.',
    chooseEntry: 'Kies de vermelding',
    takeAway: 'Haal weg',
    check: 'Controleer',
    resultTitle: 'Uitslag',
    print: 'Afdrukken',
    aboutTitle: 'Wat van elders moet komen',
    aboutKey:
      'De sleutel. Met een sleutel die bij het log zat, kan iedereen een log maken dat deze pagina geldig noemt.',
    aboutPage:
      'Deze pagina. Een pagina die u van de eigenaar van het log kreeg, bewijst niets: zij kan alles geldig noemen. Haal haar bij een ander, of vergelijk haar SHA-256 met een die elders gepubliceerd is. Dezelfde broncode geeft altijd hetzelfde bestand, dus iedereen kan haar opnieuw maken.',
    aboutHash: 'Uw computer vertelt de SHA-256 van dit bestand:',
    aboutTruth: 'Geen controle toont of waar is wat een vermelding zegt, of wat het log nooit bereikte.',
  },
  checking: 'Bezig met controleren…',
  chooseFirst: 'Kies bij 1 wat u wilt controleren.',
  dropRefused: 'Deze browser laat een pagina niet lezen wat erop gesleept wordt: kies het met de knoppen.',
  invalid: 'Het is niet wat het zegt te zijn, of te weinig bewijst het. Wat er niet klopt, staat hieronder.',
  keyAdvice: 'Vraag de sleutel van dit log aan een ander dan de eigenaar, en geef hem bij 2. Er is nog niets bewezen.',
  unreachableAdvice:
    'Een bestand kon niet worden gelezen: het is verplaatst of gewijzigd sinds u het koos. Kies het opnieuw. Er is niets bewezen, en ook niets tegen het log.',
  entryMissing: 'De vermelding staat niet in het bewijs: kies haar bij 3.',
  notUsable: 'NIET GECONTROLEERD',
  theKey: 'Wat u bij 2 gaf',
  aboutNothing: 'Dat zegt niets over het log.',
  noEngine:
    'Deze browser is te oud: hij kent geen Ed25519-handtekeningen. Er valt niets mee te controleren. Neem een actuele Chrome, Edge, Firefox of Safari.',
  defect:
    'De controle is niet ten einde gekomen, door een fout van deze pagina of van de browser. Dat zegt niets over het log.',
  labels: {
    checked: 'Gecontroleerd',
    sha256: 'SHA-256 ervan',
    key: 'Met de sleutel',
    when: 'Gecontroleerd op',
    at: 'Tijd',
    kind: 'Soort',
    place: 'Nummer',
    data: 'Gegevens',
    withheld: 'Niet getoond',
    exactly: 'De vermelding precies zoals ervoor getekend is',
    findings: 'Wat er niet klopt',
  },
  file: (name, bytes) => `${name}, ${bytes} bytes`,
  folder: (name, files) => `${name === '' ? 'meer bestanden en mappen' : `map ${name}`}, ${files} bestanden`,
  when: (time) => `${time}, volgens de klok van deze computer`,
  at: (time) => `${time}, volgens de klok van het log`,
  place: (number, series) => `${number} van ${series}`,
  withheld: (digests) =>
    `hoogstens ${digests} privévelden, waar de vermelding alleen naar verwijst (sommige staan er misschien om te verbergen hoeveel het er zijn)`,
  handedOver: 'Overhandigd',
  tooMuch: '… meer dan hier past: “sluis-log verify --full” toont alles',
  notText: 'De vermelding is geen tekst.',
  empty: 'niets',
}
