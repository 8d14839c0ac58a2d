// SPDX-License-Identifier: EUPL-1.2
// Facts that decide whether the Regulation applies at all: art. 2 and art. 3(1).
import { yesNo } from './spec.ts'

export const systemFacts = {
  machine_based: yesNo(
    'Art. 3(1)',
    'Draait het systeem op een computer of een ander apparaat?',
    'Does the system run on a computer or another machine?',
    'Ja: software op een server of in een telefoon.',
    'Yes: software on a server or in a phone.',
  ),
  operates_with_some_autonomy: yesNo(
    'Art. 3(1)',
    'Werkt het systeem voor een deel zelfstandig?',
    'Does the system work on its own to some degree?',
    'Ja: een assistent die zelf een antwoord opstelt. Nee: een rekenmachine waarop iemand elke toets indrukt.',
    'Yes: an assistant that drafts an answer by itself. No: a calculator on which a person presses every key.',
  ),
  infers_how_to_generate_output: yesNo(
    'Art. 3(1)',
    'Leidt het systeem zelf af hoe het van invoer tot een uitkomst komt?',
    'Does the system itself infer how to get from input to output?',
    'Ja: een model dat van voorbeelden heeft geleerd. Nee: een optelling in een rekenblad.',
    'Yes: a model that learned from examples. No: a sum in a spreadsheet.',
  ),
  output_can_influence_environment: yesNo(
    'Art. 3(1)',
    'Kan de uitkomst invloed hebben op een mens, een besluit of een ander systeem?',
    'Can the output influence a person, a decision or another system?',
    'Ja: een advies, een voorspelling, een tekst of een opdracht aan een ander systeem.',
    'Yes: an advice, a prediction, a text or a command to another system.',
  ),
  only_human_defined_rules: yesNo(
    'Recital 12; C(2025) 924',
    'Volgt het systeem alleen regels die mensen vooraf helemaal hebben uitgeschreven?',
    'Does the system follow only rules that people wrote out completely beforehand?',
    'Ja: een macro met vaste formules. Nee: een taalmodel of een getraind model.',
    'Yes: a macro with fixed formulas. No: a language model or a trained model.',
  ),
} as const

// Most who answer are in the EU themselves, and then one answer is enough.
export const territoryFacts = {
  deployer_established_in_union: yesNo(
    'Art. 2(1)(b)',
    'Is de organisatie die het systeem gebruikt in de EU gevestigd?',
    'Is the organisation that uses the system established in the EU?',
    'Ja: een gemeente, of een bedrijf met een vestiging in Utrecht.',
    'Yes: a municipality, or a company with an office in Utrecht.',
  ),
  provider_places_or_puts_into_service_in_union: yesNo(
    'Art. 2(1)(a)',
    'Brengt de aanbieder het systeem in de EU op de markt, of neemt hij het daar in gebruik?',
    'Does the provider place the system on the market, or put it into service, in the EU?',
    'Ja: een bedrijf uit Canada verkoopt het systeem aan klanten in Nederland.',
    'Yes: a company from Canada sells the system to customers in the Netherlands.',
  ),
  output_used_in_union: yesNo(
    'Art. 2(1)(c)',
    'Wordt de uitkomst van het systeem in de EU gebruikt?',
    'Is the output of the system used in the EU?',
    'Ja: een kantoor buiten de EU beoordeelt met AI sollicitanten voor een baan in Breda.',
    'Yes: an office outside the EU uses AI to assess applicants for a job in Breda.',
  ),
  importer_or_distributor_in_union: yesNo(
    'Art. 2(1)(d)',
    'Is er een importeur of distributeur van het systeem in de EU?',
    'Is there an importer or distributor of the system in the EU?',
    'Ja: een groothandel in Rotterdam levert het systeem door.',
    'Yes: a wholesaler in Rotterdam passes the system on.',
  ),
  product_manufacturer_own_name_in_union: yesNo(
    'Art. 2(1)(e)',
    'Verkoopt een fabrikant het systeem in de EU samen met zijn product, onder zijn eigen naam?',
    'Does a manufacturer sell the system in the EU together with its product, under its own name?',
    'Ja: een liftfabrikant levert de lift met het AI-systeem erin onder eigen merk.',
    'Yes: a lift maker delivers the lift with the AI system inside under its own brand.',
  ),
} as const

export const exclusionFacts = {
  exclusively_military_defence_natsec: yesNo(
    'Art. 2(3)',
    'Is het systeem uitsluitend voor leger, defensie of nationale veiligheid?',
    'Is the system exclusively for military, defence or national security purposes?',
    'Ja: alleen in gebruik bij de krijgsmacht. Nee: ook de politie of een gemeente gebruikt het.',
    'Yes: used only by the armed forces. No: the police or a municipality use it too.',
  ),
  third_country_authority_le_cooperation: yesNo(
    'Art. 2(4)',
    'Gebruikt een overheid van buiten de EU het systeem voor samenwerking bij opsporing of rechtspraak?',
    'Does a public authority outside the EU use the system for cooperation in law enforcement or justice?',
    'Ja: een politiedienst van buiten de EU onder een verdrag met de EU.',
    'Yes: a police force from outside the EU under an agreement with the EU.',
  ),
  adequate_safeguards_fundamental_rights: yesNo(
    'Art. 2(4)',
    'Beschermt die overheid grondrechten met passende waarborgen?',
    'Does that authority protect fundamental rights with adequate safeguards?',
    'Ja: het verdrag regelt toezicht, doelen en een klachtrecht.',
    'Yes: the agreement provides for supervision, purposes and a right to complain.',
  ),
  sole_purpose_scientific_rnd: yesNo(
    'Art. 2(6)',
    'Is het systeem alleen gemaakt en in gebruik voor wetenschappelijk onderzoek?',
    'Was the system made, and is it used, solely for scientific research and development?',
    'Ja: een model dat alleen in een onderzoek van een universiteit draait.',
    'Yes: a model that only runs in a university study.',
  ),
  pre_market_rnd_or_testing: yesNo(
    'Art. 2(8)',
    'Is het systeem nog in onderzoek, ontwikkeling of test, voordat het op de markt komt?',
    'Is the system still in research, development or testing, before it comes to market?',
    'Ja: een prototype op testgegevens in het eigen lab.',
    'Yes: a prototype on test data in your own lab.',
  ),
  real_world_testing: yesNo(
    'Art. 2(8), 60',
    'Wordt het systeem getest in de echte wereld, met echte mensen of echte zaken?',
    'Is the system tested in real-world conditions, with real people or real cases?',
    'Ja: een proef met echte aanvragen. Nee: een proef met verzonnen gegevens.',
    'Yes: a trial with real applications. No: a trial with made-up data.',
  ),
  personal_nonprofessional_use: yesNo(
    'Art. 2(10), 3(4)',
    'Gebruikt een privépersoon het systeem alleen voor zichzelf, niet voor werk?',
    'Does a private person use the system only personally, not for work?',
    'Ja: thuis een reis plannen. Nee: hetzelfde voor een klant.',
    'Yes: planning a trip at home. No: doing the same for a customer.',
  ),
  free_open_source_release: yesNo(
    'Art. 2(12), 53(2)',
    'Is het uitgebracht onder een vrije, open licentie, en bij een model: met gewichten en uitleg openbaar?',
    'Is it released under a free and open licence, and for a model: with its weights and usage information public?',
    'Ja: een spamfilter met open broncode. Nee: open broncode waarvoor klanten betalen om het te gebruiken.',
    'Yes: a spam filter with open source code. No: open source code that customers pay to use.',
  ),
} as const

export const roleFacts = {
  role: {
    kind: 'roles',
    source: 'Art. 3(3)-(8), 25(3)',
    question: {
      nl: 'Welke rol of rollen heeft uw organisatie bij dit systeem?',
      en: 'Which role or roles does your organisation have for this system?',
    },
    example: {
      nl: 'Wie het maakt of onder eigen naam uitbrengt: aanbieder. Wie het gebruikt: gebruiksverantwoordelijke.',
      en: 'Who makes it or releases it under its own name: provider. Who uses it: deployer.',
    },
  },
  provider_established_outside_union: yesNo(
    'Art. 22(1), 54(1)',
    'Is de aanbieder buiten de EU gevestigd?',
    'Is the provider established outside the EU?',
    'Ja: een leverancier met alleen een kantoor in de Verenigde Staten.',
    'Yes: a supplier with an office in the United States only.',
  ),
  puts_own_name_on_high_risk_system: yesNo(
    'Art. 25(1)(a)',
    'Zet u uw eigen naam of merk op een systeem met hoog risico van een ander?',
    'Do you put your own name or brand on a high-risk system of someone else?',
    'Ja: u verkoopt de wervingssoftware van een ander onder uw eigen merk.',
    'Yes: you sell the recruitment software of another under your own brand.',
  ),
  substantial_modification_of_high_risk: yesNo(
    'Art. 25(1)(b), 3(23)',
    'Hebt u een systeem met hoog risico ingrijpend gewijzigd?',
    'Did you make a substantial modification to a high-risk system?',
    'Ja: u traint het opnieuw voor andere groepen mensen dan de aanbieder voorzag.',
    'Yes: you retrain it for other groups of people than the provider foresaw.',
  ),
  remains_high_risk: yesNo(
    'Art. 25(1)(b)',
    'Blijft het systeem na die wijziging een systeem met hoog risico?',
    'Does the system remain high-risk after that modification?',
    'Ja: het beoordeelt nog steeds sollicitanten.',
    'Yes: it still assesses job applicants.',
  ),
  changes_intended_purpose_so_it_becomes_high_risk: yesNo(
    'Art. 25(1)(c)',
    'Geeft u een systeem een ander doel, en valt het daardoor onder hoog risico?',
    'Do you give a system another purpose, and does that make it high-risk?',
    'Ja: u laat een algemene assistent sollicitatiebrieven beoordelen.',
    'Yes: you let a general assistant assess job applications.',
  ),
} as const
