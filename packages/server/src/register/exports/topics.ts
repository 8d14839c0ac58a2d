// SPDX-License-Identifier: EUPL-1.2
// What papers ask for and the register itself doesn't hold: one text for each topic, written once in the system's file
// under `register.papers` and used by every paper that needs it.
import type { Text } from '@sluis/ai-act'

/** Who can fill a gap, in the words of the law where it has them. */
export const fillers = {
  provider: { nl: 'de aanbieder van het systeem of het model', en: 'the provider of the system or the model' },
  owner: { nl: 'de eigenaar van het systeem', en: 'the owner of the system' },
  accountable: { nl: 'de verantwoordelijke', en: 'the accountable person' },
  privacy: { nl: 'wie over persoonsgegevens gaat', en: 'who guards personal data' },
  legal: { nl: 'een jurist', en: 'a lawyer' },
  organisation: { nl: 'wie organisation.yaml beheert', en: 'who keeps organisation.yaml' },
} satisfies Readonly<Record<string, Text>>

type Filler = keyof typeof fillers

export interface Topic {
  readonly who: Filler
  /** What to write. */
  readonly ask: Text
}

const topic = (who: Filler, nl: string, en: string): Topic => ({ who, ask: { nl, en } })

export const topics = {
  // What the system is made of (Annex IV points 1 and 2, art. 13).
  version: topic(
    'provider',
    'Welke versie is dit, en wat is anders dan ervoor?',
    'Which version is this, and what differs from earlier ones?',
  ),
  interaction: topic(
    'provider',
    'Met welke apparatuur, programma’s en andere AI werkt het samen?',
    'With which hardware, software and other AI does it interact?',
  ),
  software: topic(
    'provider',
    'Welke versies van programma’s en firmware heeft het nodig, en hoe worden die bijgewerkt?',
    'Which versions of software and firmware does it need, and how are they updated?',
  ),
  forms: topic(
    'provider',
    'In welke vorm wordt het geleverd: pakket, download, API?',
    'In which form is it supplied: package, download, API?',
  ),
  hardware: topic(
    'provider',
    'Op welke apparatuur draait het, met hoeveel rekenkracht en hoe lang gaat het mee?',
    'On which hardware does it run, with how much computing power, and for how long?',
  ),
  product: topic(
    'provider',
    'Is het deel van een product: hoe ziet dat eruit en hoe zit het in elkaar?',
    'If it is part of a product: what does that look like, outside and inside?',
  ),
  interface: topic('provider', 'Wat ziet en bedient wie ermee werkt?', 'What do those who use it see and operate?'),
  instructions: topic(
    'provider',
    'Waar staat de gebruiksaanwijzing (adres)?',
    'Where are the instructions for use (address)?',
  ),
  development: topic(
    'provider',
    'Hoe is het ontwikkeld, en wat is van anderen gebruikt?',
    'How was it developed, and what of others was used?',
  ),
  design: topic(
    'provider',
    'Hoe werkt het, welke keuzes en aannames zitten erin, en waarop is het afgesteld?',
    'How does it work, which choices and assumptions are in it, and what does it optimise for?',
  ),
  output: topic(
    'provider',
    'Welke uitkomsten geeft het, en hoe goed horen die te zijn?',
    'Which outputs does it give, and how good should they be?',
  ),
  architecture: topic(
    'provider',
    'Uit welke onderdelen bestaat het, en hoeveel rekenwerk kostte het?',
    'Which components is it made of, and how much computing did it take?',
  ),
  datasets: topic(
    'provider',
    'Met welke gegevens is het getraind en getest: herkomst, omvang, kenmerken, keuze, schoonmaak?',
    'On which data was it trained and tested: provenance, scope, characteristics, selection, cleaning?',
  ),
  interpretation: topic(
    'provider',
    'Wat helpt mensen om een uitkomst te begrijpen?',
    'What helps people to interpret an output?',
  ),
  explanation: topic('provider', 'Hoe legt het systeem een uitkomst uit?', 'How does the system explain an output?'),
  'planned-changes': topic(
    'provider',
    'Welke veranderingen zijn vooraf bepaald?',
    'Which changes were determined beforehand?',
  ),
  testing: topic(
    'provider',
    'Hoe en waarmee is het getest, met welke maten en verslagen (datum, handtekening)?',
    'How and with what was it tested, with which metrics and reports (date, signature)?',
  ),
  accuracy: topic('provider', 'Hoe nauwkeurig is het, volgens welke maat?', 'How accurate is it, by which metric?'),
  groups: topic(
    'provider',
    'Hoe goed werkt het voor bepaalde mensen of groepen?',
    'How well does it perform for specific persons or groups?',
  ),
  security: topic(
    'provider',
    'Hoe is het beveiligd en bestand tegen fouten en aanvallen?',
    'How is it secured, and robust against errors and attacks?',
  ),
  limitations: topic(
    'provider',
    'Wat kan het niet, en waardoor werkt het slechter?',
    'What can it not do, and what makes it perform worse?',
  ),
  misuse: topic(
    'provider',
    'Welk verkeerd gebruik en welke ongewilde gevolgen zijn te voorzien?',
    'Which misuse and which unintended outcomes can be foreseen?',
  ),
  input: topic('provider', 'Welke invoer heeft het nodig?', 'Which input does it need?'),
  metrics: topic(
    'provider',
    'Waarom passen deze maten bij dit systeem?',
    'Why are these metrics appropriate for this system?',
  ),
  risks: topic(
    'owner',
    'Welke risico’s zijn er, en wat wordt ertegen gedaan?',
    'Which risks are there, and what is done about them?',
  ),
  changes: topic('provider', 'Wat is er in de loop van de tijd aan veranderd?', 'What was changed over its lifetime?'),
  standards: topic(
    'provider',
    'Welke normen zijn toegepast, of welke oplossing kwam ervoor in de plaats?',
    'Which standards were applied, or which solutions instead?',
  ),
  'post-market': topic(
    'provider',
    'Hoe wordt het na ingebruikname gevolgd, volgens welk plan?',
    'How is it monitored after it is in use, by which plan?',
  ),
  maintenance: topic(
    'provider',
    'Welk onderhoud heeft het nodig, en hoe vaak?',
    'Which maintenance does it need, and how often?',
  ),
  // Who and where (Annex V and VIII).
  'provider-contact': topic(
    'provider',
    'Naam, adres en contactgegevens van de aanbieder.',
    'Name, address and contact details of the provider.',
  ),
  representative: topic(
    'provider',
    'Naam en adres van de gemachtigde, of dat er geen is.',
    'Name and address of the authorised representative, or that there is none.',
  ),
  'trade-name': topic(
    'provider',
    'Handelsnaam en een aanduiding waarmee het systeem te vinden is.',
    'Trade name and a reference by which the system can be traced.',
  ),
  'market-status': topic(
    'provider',
    'Op de markt, in gebruik, niet meer geleverd of teruggeroepen?',
    'On the market, in service, no longer supplied or recalled?',
  ),
  certificate: topic(
    'provider',
    'Soort, nummer en einddatum van het certificaat, en de aangemelde instantie; of dat er geen is.',
    'Type, number and expiry of the certificate, and the notified body; or that there is none.',
  ),
  countries: topic(
    'provider',
    'In welke lidstaten is het op de markt of in gebruik?',
    'In which Member States is it on the market or in use?',
  ),
  declaration: topic(
    'provider',
    'De EU-verklaring zelf, of waar die staat.',
    'The EU declaration itself, or where it is.',
  ),
  filter: topic(
    'provider',
    'Welke voorwaarde van artikel 6(3) geldt, en waarom?',
    'Which condition of article 6(3) holds, and why?',
  ),
  'eu-entry': topic(
    'provider',
    'Adres van de inschrijving van de aanbieder in de EU-databank.',
    "Address of the provider's entry in the EU database.",
  ),
  signatory: topic('provider', 'Plaats, naam en functie van wie tekent.', 'Place, name and function of who signs.'),
  // Use, people and rights (art. 27, IAMA).
  processes: topic(
    'owner',
    'In welke processen wordt het gebruikt, en waarvoor?',
    'In which processes is it used, and what for?',
  ),
  period: topic('owner', 'Hoe lang en hoe vaak wordt het gebruikt?', 'For how long and how often is it used?'),
  harms: topic('owner', 'Welke schade kan het voor deze mensen geven?', 'Which harm can it do to these people?'),
  measures: topic(
    'accountable',
    'Wat gebeurt er als het misgaat: wie beslist, waar klaagt men?',
    'What happens when it goes wrong: who decides, where do people complain?',
  ),
  values: topic(
    'accountable',
    'Welke publieke waarden zijn de reden, en welke komen onder druk?',
    'Which public values are the reason, and which come under pressure?',
  ),
  'lawful-basis': topic('legal', 'Op welke wet rust het gebruik?', 'On which law does its use rest?'),
  stakeholders: topic(
    'owner',
    'Wie is erbij betrokken, en wat vonden zij?',
    'Who was involved, and what did they say?',
  ),
  'data-quality': topic(
    'owner',
    'Hoe goed zijn de gegevens: juist, volledig, actueel, herkomst?',
    'How good are the data: accurate, complete, current, provenance?',
  ),
  bias: topic(
    'owner',
    'Welke vooringenomenheid kan erin zitten, en wat is eraan gedaan?',
    'Which bias can be in it, and what was done about it?',
  ),
  decisions: topic(
    'owner',
    'Hoe worden uitkomsten gebruikt bij een besluit, en wie neemt dat?',
    'How are outputs used in a decision, and who takes it?',
  ),
  communication: topic('owner', 'Hoe horen mensen dat het gebruikt wordt?', 'How do people learn that it is used?'),
  evaluation: topic('accountable', 'Wanneer en door wie wordt het geëvalueerd?', 'When and by whom is it evaluated?'),
  rights: topic(
    'legal',
    'Welke grondrechten worden geraakt, en hoe ernstig?',
    'Which fundamental rights are touched, and how seriously?',
  ),
  weighing: topic(
    'accountable',
    'Is het geschikt, nodig en in verhouding, ook tegenover minder ingrijpende middelen?',
    'Is it suitable, necessary and proportionate, also against milder means?',
  ),
  // Personal data (GDPR art. 30).
  'data-subjects': topic(
    'privacy',
    'Van welke groepen mensen worden welke persoonsgegevens verwerkt?',
    'Which personal data of which groups of people are processed?',
  ),
  recipients: topic('privacy', 'Wie krijgt de gegevens?', 'Who receives the data?'),
  transfers: topic(
    'privacy',
    'Gaan gegevens naar een land buiten de EER, en met welke waarborg?',
    'Do data go to a country outside the EEA, and under which safeguard?',
  ),
  retention: topic('privacy', 'Hoe lang worden de gegevens bewaard?', 'How long are the data kept?'),
} satisfies Readonly<Record<string, Topic>>

export type TopicId = keyof typeof topics

export function isTopic(id: string): id is TopicId {
  return Object.hasOwn(topics, id)
}
