// SPDX-License-Identifier: EUPL-1.2
// What stands on a system's page beside its class.
import { count } from './count.ts'

export const systemNl = {
  signs: {
    title: 'Tekenen van werk dat de wet noemt',
    lead: 'Sluis vond woorden van werk uit bijlage III. Een woord bewijst niets en verandert geen klasse; een antwoord op de vraag kan dat wel.',
    chip: (article: string) => `let op: ${article}`,
    seen: {
      declared: (time: string) => `Het eerst gezien in de bestanden, ${time}.`,
      traffic: (time: string) => `Het eerst gezien in wat een agent gevraagd werd, ${time}.`,
    },
    unanswered: 'Nog niemand heeft gezegd of het zo is.',
    denied: 'Het register zegt dat het niet zo is. Klopt dat nog?',
    answer: 'Vraag beantwoorden',
    look: 'Antwoord nakijken',
    missed: 'Wat hier niet staat, kan er toch zijn: Sluis zoekt naar woorden, in het Nederlands en het Engels.',
  },
  outside: {
    title: 'Wat instanties van buiten vinden',
    lead: 'Een beoordeling onder handtekening. Sluis gaat na wie tekende, en niet of het klopt. Zij vervangt geen tweede beoordelaar.',
    none: 'Geen instantie van buiten heeft iets over dit systeem verklaard.',
    ours: (name: string) => `De feiten van het register geven nu: ${name}.`,
    agrees: 'zelfde klasse als de feiten',
    differs: 'andere klasse dan de feiten: de strengste telt aan de poort',
    former: 'over het systeem zoals het eerder was: stuurt nu niets',
    erased: 'Waarom zij dat vindt, is gewist. Dat zij het verklaarde, staat nog in het log.',
    entry: (entry: string, time: string) => `Vermelding ${entry} in het log, ontvangen ${time}`,
    handedIn: (name: string) => `, aangereikt door ${name}`,
    keys: {
      valid: (key: string) => `Getekend met sleutel ${key}, die vandaag geldig is.`,
      expired: (key: string) => `Getekend met sleutel ${key}, die sindsdien verlopen is.`,
      revoked: (key: string) => `Getekend met sleutel ${key}, die sindsdien ingetrokken is.`,
      unregistered: (key: string) => `Getekend met sleutel ${key}, die niet meer geregistreerd is.`,
    },
    receipt: 'Bewijs uit het log',
    of: (issuer: string) => `: ${issuer}`,
  },
  logTerm: {
    title: 'Hoe lang de inhoud blijft',
    kept: (days: number) => `Wat agents vroegen en kregen, blijft ${count(days, 'dag', 'dagen')} en wordt dan gewist.`,
    own: 'Die termijn koos uw organisatie voor dit systeem (“keepLogs” in zijn bestand).',
    ownShorter: (days: number) =>
      `Uw organisatie koos ${count(days, 'dag', 'dagen')} (“keepLogs”); die van de wet is langer en telt.`,
    noOwn: 'Dat is de termijn van uw organisatie (“keepLogs” in organisation.yaml, anders 30 dagen).',
    onlyLaw: 'De termijn van de wet telt: het systeem heeft er zelf geen, en die van uw organisatie is niet langer.',
    floor: (days: number) =>
      `De wet vraagt minstens zes maanden, hier geteld als ${days} dagen, van een systeem met een hoog risico.`,
    mayBeHigh: 'De feiten sluiten nog niet uit dat dit zo’n systeem is.',
    noFloor: 'De klasse vraagt op deze feiten geen termijn.',
    erasing:
      'Een dag gaat weg zodra alles ervan ouder is; wat nog loopt, of waarover een dossier van een incident open is, wacht. De vermeldingen in het log blijven. Wie het recht heeft om vergeten te worden, gaat voor op de termijn.',
  },
  told: {
    title: 'Wat mensen lezen: dat het AI is',
    none: 'Op deze feiten vraagt art. 50 niets bij wat dit systeem schrijft.',
    sentence: 'De poort zet deze zin boven teksten voor mensen die er niet mee beginnen:',
    own: 'De zin van uw organisatie (“disclosure” in het bestand van het systeem).',
    standard: 'De zin van Sluis. Een eigen zin zet u bij “disclosure” in het bestand van het systeem.',
    marked: 'Mensen hoeven hier geen zin te lezen. Mail en antwoorden van modellen krijgen een merk voor software mee.',
    besideMark:
      'Mensen hoeven hier geen zin te lezen; software moet het wel kunnen zien. Dit systeem gaat niet langs de poort, dus zorg zelf voor dat merk.',
    tools: (names: string) => `In de teksten van: ${names}.`,
    noTools:
      'Van geen gereedschap van dit systeem weet de poort wat mensen lezen, dus zet zij de zin nergens. Zeg het met “tells” in tools.yaml.',
    models:
      'Antwoorden van modellen blijven zoals ze zijn; de zin gaat mee in “x-sluis-disclosure”, voor wie ze aan mensen toont.',
    beside: 'Dit systeem gaat niet langs de poort. Zorg zelf dat mensen dit lezen.',
    why: 'Waarom',
    articles: {
      '50.1': 'Art. 50, lid 1: mensen hebben rechtstreeks met AI te maken',
      '50.2': 'Art. 50, lid 2: het maakt beeld, geluid, video of tekst, en software moet dat kunnen zien',
      '50.4a': 'Art. 50, lid 4: beeld of geluid dat echt lijkt (deepfake)',
      '50.4b': 'Art. 50, lid 4: tekst die het publiek inlicht over zaken van algemeen belang',
    },
    holds: 'geldt op de feiten',
    open: 'nog niet uitgesloten: er is een vraag open',
    feelings:
      'Art. 50, lid 3 geldt ook: wie aan emotieherkenning of biometrische indeling wordt blootgesteld, hoort dat waar het gebeurt. Geen tekst aan de poort zegt dat.',
    limit: 'Sluis ziet of de zin er staat, niet of mensen haar begrijpen.',
  },
  publication: {
    title: 'Algoritmeregister',
    lead: 'De inschrijving in het Algoritmeregister van de overheid. Sluis maakt haar uit dit register; of zij klopt en in gewone taal is, kijkt u zelf na.',
    places: {
      nowhere: 'niet ingediend',
      submitted: 'ingediend, niet openbaar',
      public: 'openbaar',
      unknown: 'niet bekend',
    },
    number: (lars: string) => `nummer ${lars}`,
    deeds: { submit: 'indienen', publish: 'openbaar maken', retract: 'terughalen' },
    last: {
      open: (deed: string, time: string) =>
        `Onderweg: ${deed}, begonnen ${time}. Duurt het langer dan twee minuten, doe het dan opnieuw.`,
      unknown: (deed: string, time: string) =>
        `Niet bekend of dit aankwam: ${deed}, ${time}. Doe het opnieuw; bij indienen kijkt Sluis eerst of het er al staat.`,
      refused: (deed: string, time: string) => `Het Algoritmeregister nam dit niet aan: ${deed}, ${time}.`,
    },
    behind: 'Dit register zegt nu iets anders dan wat is ingediend. Dien opnieuw in voordat u openbaar maakt.',
    unfit: (id: string) =>
      `Zo neemt het Algoritmeregister de inschrijving niet aan. Schrijf dit in systems/${id}.yaml onder “algoritmeregister” in het deel “register”, en laad de organisatie:`,
    missing: 'ontbreekt',
    acts: { submit: 'Indienen', publish: 'Openbaar maken', retract: 'Terughalen' },
    preview: 'Vraag waar u haar kunt bekijken',
    previewAt: (host: string) => `Bekijk de inschrijving op ${host} (nieuw venster)`,
    previewReady: 'Het adres staat op de pagina.',
    titles: {
      submit: (system: string) => `Inschrijving van ${system} indienen?`,
      publish: (system: string) => `Inschrijving van ${system} openbaar maken?`,
      retract: (system: string) => `Inschrijving van ${system} terughalen?`,
    },
    means: {
      submit:
        'Dit gaat naar het Algoritmeregister. Het is daar nog niet openbaar: bekijk het eerst, en maak het dan openbaar.',
      publish:
        'Vanaf nu kan iedereen dit lezen, onder de naam van uw organisatie. Terughalen kan, maar wat iemand al las of overnam, blijft bij hem.',
      retract: 'De inschrijving is dan niet meer openbaar. In het log van Sluis blijft staan dat zij dat was.',
    },
    fields: (n: number) => `Wat er staat: ${count(n, 'onderdeel', 'onderdelen')}`,
    support: 'Een inschrijving is geen keurmerk: zij zegt niet dat een systeem mag of deugt.',
    waits: 'Wacht op het Algoritmeregister. Dat kan een minuut duren …',
    done: { submit: 'Ingediend.', publish: 'Openbaar.', retract: 'Teruggehaald.' },
    mayNot: 'Een eigenaar of beheerder dient in en maakt openbaar; u kunt meekijken.',
  },
}
