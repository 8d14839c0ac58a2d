// SPDX-License-Identifier: EUPL-1.2
import { count } from './count.ts'

export const heldNl = {
  held: {
    title: 'Wat u over iemand bewaart',
    lead: 'Vraagt iemand wat u over hem bewaart, of wil hij vergeten worden? Zoek hier op waar hij voorkomt, lees wat er staat, en wis het.',
    mayNot: 'Opzoeken kan een eigenaar of een controleur. Hieronder ziet u wat er eerder gewist is, en door wie.',
    whom: 'Over wie gaat het?',
    whomHelp:
      'Een klantnummer (customer:10023), een e-mailadres (address:jan@example.nl), een run (run:…) of een oud-collega (person:…).',
    whomMissing: 'Vul eerst in over wie het gaat.',
    look: 'Opzoeken',
    looking: (done: number, total: number) =>
      total === 0 ? 'Bezig met zoeken …' : `Bezig met zoeken: ${done} van ${total} …`,
    about: (subject: string) => `Over ${subject}`,
    nothing: 'Hierover is niets te vinden.',
    nothingHelp: 'Dat zegt niet dat er niets is. Wat zonder dit nummer of adres werd gelezen, vindt u alleen per run.',
    found: (n: number) => `${count(n, 'vermelding', 'vermeldingen')} in het log.`,
    sealed: (n: number) => `${count(n, 'vermelding', 'vermeldingen')} met inhoud`,
    keep: 'Deze blijft',
    show: 'Inhoud tonen',
    hide: 'Inhoud verbergen',
    more: 'Meer tonen',
    tooLong: (bytes: string) => `Te lang om te tonen (${bytes}).`,
    erase: 'Wissen …',
    eraseTitle: 'Voorgoed wissen?',
    eraseNow: 'Wissen',
    ground: 'Op welke grond?',
    groundMissing: 'Kies een grond.',
    reason: 'Waarom?',
    reasonHelp: 'Het kenmerk van de brief, geen naam: dit blijft bewaard.',
    reasonMissing: 'Zeg kort waarom.',
    goes: (n: string) => `De inhoud van ${n} ${n === '1' ? 'vermelding' : 'vermeldingen'} gaat weg.`,
    nothingGoes: 'Er is niets dat nu weg kan.',
    left: (n: number) => `Er ${n === 1 ? 'blijft 1 onderdeel' : `blijven ${n} onderdelen`} staan.`,
    forGood:
      'Niets brengt het terug. De vermeldingen en hun bewijzen blijven; wie het deed en waarom, wordt er een van. Kopieën van de sleutels openen het nog tot ze weg zijn. Of u mag of moet wissen, beslist u.',
    progress: (done: number, total: number) => `${done} van ${total} gewist …`,
    erased: 'Gewist.',
    handedOver: 'Overhandigd als bewijsstuk',
    handedOverHelp:
      'Deze ontvangers kregen er iets van (art. 15 lid 1 onder c AVG). Wat zij kregen, wist u hier niet: laat het hun weten als u wist (art. 19 AVG).',
    handedBy: (time: string, who: string) => `${time}, door ${who}`,
    handedEntries: (entries: string) => `Vermeldingen ${entries}.`,
    handedAt: (entry: number) => `Vastgelegd als vermelding ${entry}.`,
    recipientErased: 'Voor wie is gewist.',
    olderExhibits: (n: number) => `En nog ${n} oudere of meer.`,
    before: 'Eerder gewist',
    noneErased: 'Niemand heeft nog iets gewist.',
    entry: (index: number) => `vermelding ${index}`,
    stays: {
      'case-open': 'Een zaak loopt nog: beslis haar, of wacht tot zij gebruikt of verlopen is.',
      'call-under-way': 'Er loopt nog een aanroep: wacht tot die klaar is, of stop de run.',
      'call-unsettled': 'Van een aanroep is de uitkomst onbekend: zoek die eerst uit en leg hem vast.',
      'task-under-way': 'De taak is nog bezig: wacht tot die klaar is, of stop de run.',
      'incident-open': 'Een open dossier van een incident gaat hierover, en dit is bewijs. Sluit eerst het dossier.',
      'logs-kept': 'De bewaartermijn van het systeem is niet om, en een eigen besluit gaat niet voor.',
      'in-service': 'Deze persoon staat nog in de bestanden van de organisatie: haal hem daar eerst uit.',
    },
    cautions: {
      'logs-kept':
        'De bewaartermijn van het systeem is niet om. Het recht van iemand gaat voor, maar weeg of u dit nodig heeft voor een wettelijke plicht of een rechtszaak (art. 17 lid 3 AVG).',
      'others-too': 'Deze run ging ook over anderen: hun inhoud gaat mee.',
      'agent-goes-on':
        'Deze run van een agent heeft geen einde: stuurt de agent hetzelfde gesprek weer, dan staat het er weer.',
    },
  },
}
