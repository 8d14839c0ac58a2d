// SPDX-License-Identifier: EUPL-1.2
export const exhibitNl = {
  exhibit: {
    title: 'Bewijsstuk maken',
    lead: 'Vraagt een rechter, toezichthouder of verzekeraar wat er stond en wie het goedkeurde? Kies wat u overhandigt. Zij kunnen elk woord aan het log toetsen, zonder u te hoeven vertrouwen.',
    mayNot: 'Een bewijsstuk maakt een eigenaar of een controleur.',
    entry: (index: number) => `vermelding ${index}`,
    kinds: {
      'organisation.loaded': 'De regels die golden',
      'call.held': 'Voorgelegd aan mensen',
      'case.verdict': 'Het oordeel van een mens',
      'call.allowed': 'Toegestaan',
      'call.denied': 'Geweigerd',
      'call.waiting': 'Wacht op mensen',
      'call.ended': 'Wat ervan kwam',
      'call.settled': 'Wat iemand uitzocht',
    },
    fields: {
      policies: 'de tekst van de regels',
      shadow: 'de regels die ernaast werden geprobeerd',
      call: 'de aanroep zoals die voorlag',
      decision: 'de feiten waarop beslist is',
      reason: 'de reden',
      answer: 'het antwoord aan de agent',
      request: 'wat gevraagd werd',
      result: 'wat terugkwam',
      pseudonyms: 'wie de schuilnamen in de tekst zijn',
    },
    nothing: 'Hiervan is niets verzegeld dat mee kan, alleen wat het log zelf zegt.',
    names: 'Wie het zijn',
    namesHelp:
      'In het log staan schuilnamen. Van wie u hier aankruist, staat in het bewijsstuk wie het is. Wie het log kan lezen, herkent hem dan overal waar zijn schuilnaam staat.',
    unprovable: (names: string) => `Van ${names} is het niet te bewijzen: die schuilnaam is van een oudere versie.`,
    for: 'Voor wie, en waarvoor?',
    forHelp: 'Het log houdt bij wie dit maakte en voor wie; dat laatste verzegeld.',
    forMissing: 'Zeg eerst voor wie het is.',
    others:
      'Lees zelf wat u overhandigt: er kunnen gegevens van anderen in staan. Wat u overhandigt, haalt niemand terug.',
    make: 'Maak bewijsstuk',
    made: (file: string) => `Gemaakt: ${file}.`,
    check: 'Zo controleert de ander het. Geef de sleutel langs een andere weg:',
  },
}
