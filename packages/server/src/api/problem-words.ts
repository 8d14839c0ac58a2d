// SPDX-License-Identifier: EUPL-1.2
import type { ProblemCode } from './problem-code.ts'
import { statementWords } from './statement-words.ts'
import type { Words } from './words.ts'

/** What a person is told of each refusal, in plain language. */
export const problemWords: Readonly<Record<ProblemCode, Words>> = {
  unauthenticated: {
    nl: {
      title: 'Niet aangemeld',
      detail: 'Meld u aan met uw eigen sleutel. Een sleutel van een agent werkt hier niet.',
    },
    en: { title: 'Not signed in', detail: "Sign in with your own key. An agent's key doesn't work here." },
  },
  forbidden: {
    nl: { title: 'Mag niet', detail: 'Uw rol staat dit niet toe. Vraag de eigenaar als dat anders moet zijn.' },
    en: { title: 'Not allowed', detail: 'Your role does not allow this. Ask the owner if it should.' },
  },
  'origin-mismatch': {
    nl: { title: 'Niet vanaf deze pagina', detail: 'Dit verzoek kwam niet van de Desk zelf en is geweigerd.' },
    en: { title: 'Not from this page', detail: 'This request did not come from the Desk itself and was refused.' },
  },
  'host-unknown': {
    nl: { title: 'Onbekend adres', detail: 'Sluis is niet bereikbaar onder deze naam. Gebruik het ingestelde adres.' },
    en: { title: 'Unknown address', detail: 'Sluis does not answer to this name. Use the configured address.' },
  },
  'too-many-attempts': {
    nl: {
      title: 'Te veel pogingen',
      detail: 'Er zijn te veel verkeerde sleutels gegeven. Probeer het over een minuut.',
    },
    en: { title: 'Too many attempts', detail: 'Too many wrong keys were given. Try again in a minute.' },
  },
  'key-needed': {
    nl: {
      title: 'Geef uw sleutel erbij',
      detail: 'Een sleutel wordt gemaakt met uw eigen sleutel in de hand; aangemeld zijn is niet genoeg.',
    },
    en: {
      title: 'Give your key as well',
      detail: 'To make a key you must send your own key; being signed in is not enough.',
    },
  },
  'keys-enough': {
    nl: { title: 'Al twee sleutels', detail: 'Er gelden al twee sleutels. Trek er eerst een in.' },
    en: { title: 'Two keys already', detail: 'Two keys are in force already. Revoke one first.' },
  },
  'key-held': {
    nl: {
      title: 'Heeft al een sleutel',
      detail:
        'Wie een sleutel heeft, maakt zelf de volgende. Is die kwijt of gestolen, trek hem dan eerst in en maak dan een nieuwe.',
    },
    en: {
      title: 'Has a key already',
      detail:
        'Whoever has a key makes their own next one. If it is lost or stolen, revoke it first, then make a new one.',
    },
  },
  'expiry-past': {
    nl: { title: 'Al verlopen', detail: 'Die sleutel zou al verlopen zijn. Geef een moment in de toekomst.' },
    en: { title: 'Expired already', detail: 'That key would have expired already. Give a moment in the future.' },
  },
  'last-key': {
    nl: {
      title: 'De laatste sleutel',
      detail:
        'Hierna kan niemand meer sleutels voor mensen maken, behalve op de machine zelf (sluis keys recover). Bevestig dat u dit toch wilt.',
    },
    en: {
      title: 'The last key',
      detail:
        'After this nobody can make keys for people any more but on the machine itself (sluis keys recover). Confirm that you want this all the same.',
    },
  },
  'revocation-unrecorded': {
    nl: {
      title: 'Ingetrokken, niet vastgelegd',
      detail:
        'De sleutel werkt niet meer, maar dat kon niet in het log worden vastgelegd. Trek hem nog eens in als het log weer schrijft.',
    },
    en: {
      title: 'Revoked, not recorded',
      detail:
        'The key no longer works, but that could not be recorded in the log. Revoke it once more when the log can be written again.',
    },
  },
  'register-refused': {
    nl: { title: 'Het register neemt dit niet', detail: 'Zie de reden.' },
    en: { title: 'The register does not take this', detail: 'See the reason.' },
  },
  'incident-refused': {
    nl: { title: 'Dit kan niet in het dossier', detail: 'Zie de reden.' },
    en: { title: 'The file does not take this', detail: 'See the reason.' },
  },
  'subject-refused': {
    nl: { title: 'Dit kan hiervan niet', detail: 'Zie de reden.' },
    en: { title: 'Not possible for this', detail: 'See the reason.' },
  },
  'exhibit-refused': {
    nl: { title: 'Dit bewijsstuk kan niet', detail: 'Zie de reden.' },
    en: { title: 'This exhibit is not possible', detail: 'See the reason.' },
  },
  'not-found': {
    nl: { title: 'Niet gevonden', detail: 'Hier is niets. Misschien is het adres of het nummer verkeerd.' },
    en: { title: 'Not found', detail: 'There is nothing here. The address or the id may be wrong.' },
  },
  'invalid-request': {
    nl: { title: 'Ongeldig verzoek', detail: 'Het verzoek heeft niet de vorm die hier hoort. Zie de velden.' },
    en: {
      title: 'Invalid request',
      detail: 'The request does not have the form that is expected here. See the fields.',
    },
  },
  'body-too-large': {
    nl: { title: 'Te groot', detail: 'Een verzoek is hoogstens 1 MB.' },
    en: { title: 'Too large', detail: 'A request is at most 1 MB.' },
  },
  'unsupported-media-type': {
    nl: { title: 'Geen JSON', detail: 'Stuur het verzoek als application/json.' },
    en: { title: 'Not JSON', detail: 'Send the request as application/json.' },
  },
  'not-a-member': {
    nl: { title: 'Niet uw zaak', detail: 'Alleen leden van de groep die deze zaak beslist, mogen dit.' },
    en: { title: 'Not your case', detail: 'Only members of the body that decides this case may do this.' },
  },
  'no-veto-right': {
    nl: { title: 'Geen veto', detail: 'U heeft in deze zaak geen vetorecht.' },
    en: { title: 'No veto', detail: 'You have no veto in this case.' },
  },
  'digest-mismatch': {
    nl: { title: 'De zaak is anders', detail: 'Dit is niet de zaak die u bekeek. Open haar opnieuw en beslis dan.' },
    en: { title: 'The case differs', detail: 'This is not the case that you looked at. Open it again, then decide.' },
  },
  'case-not-open': {
    nl: { title: 'Al gesloten', detail: 'Deze zaak is al beslist, aangepast of verlopen.' },
    en: { title: 'Closed already', detail: 'This case was decided, edited or has expired.' },
  },
  'case-open-already': {
    nl: {
      title: 'Dit wacht al',
      detail: 'Precies deze aanroep wacht al op een besluit. Een aanpassing moet iets veranderen.',
    },
    en: {
      title: 'Already waiting',
      detail: 'Exactly this call is already waiting for a decision. An edit must change something.',
    },
  },
  'case-expired': {
    nl: { title: 'Verlopen', detail: 'De tijd om te beslissen is voorbij; de aanroep is geweigerd.' },
    en: { title: 'Expired', detail: 'The time to decide is over; the call was refused.' },
  },
  'verdict-given': {
    nl: { title: 'Al beslist', detail: 'U heeft in deze zaak al een oordeel gegeven.' },
    en: { title: 'Already given', detail: 'You have already given a verdict in this case.' },
  },
  'call-erased': {
    nl: {
      title: 'Inhoud gewist',
      detail: 'De inhoud van deze aanroep is gewist. Wat u niet kunt zien, kunt u niet goedkeuren.',
    },
    en: {
      title: 'Content erased',
      detail: 'The content of this call was erased. What you cannot see you cannot approve.',
    },
  },
  'decision-erased': {
    nl: {
      title: 'Inhoud gewist',
      detail:
        'Waarop over deze aanroep is beslist, is gewist, door iemand of na zijn termijn. De run zegt nog welke regels beslisten, wanneer, en wat ervan kwam.',
    },
    en: {
      title: 'Content erased',
      detail:
        'What this call was decided on was erased, by somebody or after its term. Its run still says which rules decided, when, and what came of it.',
    },
  },
  'decided-without-rules': {
    nl: {
      title: 'Niet door regels beslist',
      detail:
        'Over deze aanroep besliste geen regel: een stop, een limiet of onbekend gereedschap hield hem tegen. Zijn run zegt wat.',
    },
    en: {
      title: 'Not decided by rules',
      detail: 'No rule decided this call: a stop, a limit or an unknown tool kept it back. Its run says what.',
    },
  },
  'voter-erased': {
    nl: {
      title: 'Niet meer te beslissen',
      detail: 'Iemand die hier oordeelde, is gewist. De zaak blijft staan en verloopt.',
    },
    en: {
      title: 'Can no longer be decided',
      detail: 'Somebody who gave a verdict here was erased. The case will expire.',
    },
  },
  denied: {
    nl: {
      title: 'Regels verbieden dit',
      detail: 'De aangepaste aanroep is geweigerd door de genoemde regels. Er is niets veranderd.',
    },
    en: {
      title: 'Rules forbid this',
      detail: 'The edited call is refused by the rules that are named. Nothing was changed.',
    },
  },
  'stop-unrecorded': {
    nl: {
      title: 'Gestopt, niet vastgelegd',
      detail:
        'De stop werkt, maar kon niet in het log worden vastgelegd. De poort blijft dicht voor iedereen tot dat kan.',
    },
    en: {
      title: 'Stopped, not recorded',
      detail: 'The stop works, but the log could not take it. The gate stays shut for everyone until it can.',
    },
  },
  'stop-not-active': {
    nl: { title: 'Geen stop', detail: 'Deze stop is niet van kracht; misschien is hij al opgeheven.' },
    en: { title: 'No such stop', detail: 'This stop is not in force; it may have been lifted.' },
  },
  'target-unknown': {
    nl: { title: 'Onbekend doel', detail: 'Er is geen agent of systeem met deze naam, dus er is niets gestopt.' },
    en: { title: 'Unknown target', detail: 'No agent or system has this name, so nothing was stopped.' },
  },
  'not-unknown': {
    nl: { title: 'Uitkomst bekend', detail: 'De uitkomst van deze aanroep staat al vast.' },
    en: { title: 'Outcome known', detail: 'The outcome of this call is known already.' },
  },
  'tool-changed': {
    nl: { title: 'Anders beschreven', detail: 'Het gereedschap is intussen anders beschreven. Bekijk het opnieuw.' },
    en: { title: 'Description changed', detail: 'The description of this tool has changed. Look at it again.' },
  },
  'tool-decided': {
    nl: { title: 'Al beslist', detail: 'Over deze beschrijving is al zo beslist.' },
    en: { title: 'Decided already', detail: 'This was already decided about this description.' },
  },
  'tool-unfit': {
    nl: { title: 'Niet toe te laten', detail: 'De beschrijving valt buiten de grenzen; niemand kan haar toelaten.' },
    en: { title: 'Can not be admitted', detail: 'The description is out of bounds; nobody can admit it.' },
  },
  'organisation-unreadable': {
    nl: {
      title: 'Bestanden niet in orde',
      detail: 'De bestanden van de organisatie kloppen niet; de oude blijven gelden.',
    },
    en: {
      title: 'Files not in order',
      detail: "The organisation's files are not in order; the old ones stay in force.",
    },
  },
  'policies-invalid': {
    nl: { title: 'Regels niet in orde', detail: 'De regels van de organisatie kloppen niet; de oude blijven gelden.' },
    en: {
      title: 'Rules not in order',
      detail: "The organisation's rules are not in order; the old ones stay in force.",
    },
  },
  ...statementWords,
  conflict: {
    nl: { title: 'Kan niet meer', detail: 'Er is intussen iets veranderd waardoor dit niet kan. Kijk opnieuw.' },
    en: {
      title: 'No longer possible',
      detail: 'Something changed in the meantime, so this is no longer possible. Look again.',
    },
  },
  'files-behind': {
    nl: {
      title: 'Hier liggen andere bestanden',
      detail:
        'Bij een ander proces zijn andere bestanden van de organisatie geladen dan hier liggen. Zet die hier neer, dan gelden ze binnen enkele seconden, of doe dit bij dat proces. Stoppen kan wel.',
    },
    en: {
      title: 'Other files here',
      detail:
        'At another process other files of the organisation were loaded than lie here. Put those here, and they are in force within seconds, or do this at that process. To stop is possible.',
    },
  },
  'log-unavailable': {
    nl: { title: 'Log niet bereikbaar', detail: 'Het log kan dit niet vastleggen, dus er is niets gebeurd.' },
    en: { title: 'Log unavailable', detail: 'The log cannot record this, so nothing was done.' },
  },
  internal: {
    nl: { title: 'Er ging iets mis', detail: 'Sluis kon dit niet doen. De beheerder vindt de oorzaak in de uitvoer.' },
    en: {
      title: 'Something went wrong',
      detail: 'Sluis could not do this. The operator finds the cause in its output.',
    },
  },
}
