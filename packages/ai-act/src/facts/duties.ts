// SPDX-License-Identifier: EUPL-1.2
// Facts of the filter of art. 6(3), of transparency (art. 50), of general-purpose models, and of single obligations.
import { yesNo } from './spec.ts'

export const filterFacts = {
  performs_profiling: yesNo(
    'Art. 6(3), 3(52)',
    'Maakt het systeem een profiel van mensen: beoordeelt het hun gedrag, werk, voorkeur of omstandigheden?',
    'Does the system profile people: does it evaluate their behaviour, work, preferences or situation?',
    'Ja: sollicitanten ordenen naar geschiktheid. Nee: brieven sorteren op datum.',
    'Yes: ranking applicants by suitability. No: sorting letters by date.',
  ),
  narrow_procedural_task: yesNo(
    'Art. 6(3)(a)',
    'Doet het alleen een kleine, vaste handeling, zonder oordeel?',
    'Does it only perform a narrow procedural task, without judgement?',
    'Ja: documenten op soort leggen of dubbele stukken vinden.',
    'Yes: sorting documents by kind or finding duplicates.',
  ),
  improves_completed_human_activity: yesNo(
    'Art. 6(3)(b)',
    'Verbetert het alleen werk dat een mens al af heeft, zonder dat de uitkomst verandert?',
    'Does it only improve work that a person completed, without changing its result?',
    'Ja: de taal van een besluit verbeteren.',
    'Yes: improving the language of a decision.',
  ),
  detects_decision_patterns_with_proper_human_review: yesNo(
    'Art. 6(3)(c)',
    'Zoekt het achteraf patronen in besluiten, terwijl een mens goed blijft nakijken?',
    'Does it look for patterns in decisions afterwards, while a person properly reviews?',
    'Ja: laten zien dat een docent dit jaar strenger nakijkt.',
    'Yes: showing that a teacher marks more strictly this year.',
  ),
  preparatory_task: yesNo(
    'Art. 6(3)(d)',
    'Bereidt het een oordeel alleen voor, zonder de zaak zelf te beoordelen?',
    'Does it only prepare an assessment, without assessing the case itself?',
    'Ja: een stuk vertalen of wetsartikelen opzoeken. Nee: een advies over deze aanvraag.',
    'Yes: translating a document or looking up articles of law. No: an advice on this application.',
  ),
  part_of_combined_or_agentic_system_that_influences_decision: yesNo(
    'Art. 6(3); draft guidelines 75, 90',
    'Is het deel van een groter geheel, zoals een agent, dat samen een besluit over mensen beïnvloedt?',
    'Is it part of a larger whole, such as an agent, that together influences a decision on people?',
    'Ja: een agent leest brieven, geeft punten en maakt een lijst.',
    'Yes: an agent reads letters, gives points and makes a list.',
  ),
  materially_influences_decision: yesNo(
    'Art. 6(3)',
    'Weegt de uitkomst echt mee in een besluit over mensen?',
    'Does the output materially influence a decision on people?',
    'Ja: wie laag scoort, wordt bijna nooit bekeken.',
    'Yes: who scores low is hardly ever looked at.',
  ),
} as const

export const transparencyFacts = {
  interacts_directly_with_persons: yesNo(
    'Art. 50(1)',
    'Praat of schrijft het systeem rechtstreeks met mensen?',
    'Does the system talk or write with people directly?',
    'Ja: een chatbot, een telefoonassistent, een agent die mails beantwoordt.',
    'Yes: a chatbot, a phone assistant, an agent that answers mail.',
  ),
  obvious_that_it_is_ai: yesNo(
    'Art. 50(1)',
    'Is het voor een oplettend mens meteen duidelijk dat het AI is?',
    'Is it obvious to an attentive person that it is AI?',
    'Ja: een hulpje in software dat overal zo heet. Bij twijfel: nee.',
    'Yes: a helper in software that is named so everywhere. When in doubt: no.',
  ),
  authorised_by_law_crime_detection_not_public: yesNo(
    'Art. 50(1)',
    'Staat de wet het toe voor opsporing, en is het niet voor meldingen door het publiek?',
    'Is it authorised by law for detecting crime, and not open for the public to report crime?',
    'Ja: een undercoversysteem met wettelijke basis.',
    'Yes: an undercover system with a basis in law.',
  ),
  generates_synthetic_audio_image_video_text: yesNo(
    'Art. 50(2)',
    'Maakt het systeem geluid, beeld, video of tekst?',
    'Does the system generate audio, images, video or text?',
    'Ja: een taalmodel, een stemgenerator, een beeldgenerator.',
    'Yes: a language model, a voice generator, an image generator.',
  ),
  assistive_standard_editing: yesNo(
    'Art. 50(2)',
    'Helpt het alleen bij gewoon bewerken?',
    'Does it only assist with standard editing?',
    'Ja: spelling verbeteren of een foto lichter maken.',
    'Yes: correcting spelling or brightening a photo.',
  ),
  does_not_substantially_alter_input: yesNo(
    'Art. 50(2)',
    'Laat het de invoer en de betekenis daarvan in hoofdzaak gelijk?',
    'Does it leave the input and its meaning substantially unchanged?',
    'Ja: ruis uit een opname halen.',
    'Yes: removing noise from a recording.',
  ),
  authorised_by_law_crime_detection: yesNo(
    'Art. 50(2)-(4)',
    'Staat de wet dit gebruik toe om misdrijven te ontdekken of te vervolgen?',
    'Is this use authorised by law to detect or prosecute crime?',
    'Ja: de politie heeft er een wettelijke bevoegdheid voor.',
    'Yes: the police have a statutory power for it.',
  ),
  emotion_recognition_system: yesNo(
    'Art. 50(3), 3(39)',
    'Is het een systeem dat gevoelens herkent uit biometrische gegevens?',
    'Is it a system that recognises emotions from biometric data?',
    'Ja: het meet aan een gezicht of iemand blij is.',
    'Yes: it measures from a face whether somebody is happy.',
  ),
  biometric_categorisation_system: yesNo(
    'Art. 50(3), 3(40)',
    'Is het een systeem dat mensen indeelt met biometrische gegevens?',
    'Is it a system that categorises people with biometric data?',
    'Ja: een scherm dat leeftijd en geslacht van kijkers schat.',
    'Yes: a screen that estimates age and sex of viewers.',
  ),
  produces_deepfake: yesNo(
    'Art. 50(4), 3(60)',
    'Maakt het beeld of geluid van mensen, plaatsen of gebeurtenissen dat echt lijkt maar het niet is?',
    'Does it make images or sound of people, places or events that seem genuine but are not?',
    'Ja: een video waarin een burgemeester iets zegt wat hij nooit zei.',
    'Yes: a video in which a mayor says what he never said.',
  ),
  publishes_text_on_public_interest: yesNo(
    'Art. 50(4)',
    'Wordt AI-tekst gepubliceerd om het publiek over een zaak van algemeen belang te informeren?',
    'Is AI text published to inform the public on a matter of public interest?',
    'Ja: nieuwsberichten of uitleg van een gemeente op haar website.',
    'Yes: news items or explanations of a municipality on its website.',
  ),
  human_review_and_editorial_responsibility: yesNo(
    'Art. 50(4)',
    'Kijkt een mens die tekst na, en draagt iemand de redactionele verantwoordelijkheid?',
    'Does a person review that text, and does somebody hold editorial responsibility?',
    'Ja: een redacteur leest het en de uitgever staat ervoor in.',
    'Yes: an editor reads it and the publisher answers for it.',
  ),
} as const

export const modelFacts = {
  significant_generality_many_tasks: yesNo(
    'Art. 3(63)',
    'Gaat het om een model dat heel verschillende taken goed kan doen?',
    'Is it a model that can do a wide range of different tasks well?',
    'Ja: een groot taalmodel. Nee: een model dat alleen huisprijzen schat.',
    'Yes: a large language model. No: a model that only estimates house prices.',
  ),
  training_flop: {
    kind: 'number',
    source: 'Art. 51(2)',
    question: {
      nl: 'Hoeveel rekenwerk (FLOP) kostte het trainen van het model in totaal?',
      en: 'How much compute (FLOP) did training the model take in total?',
    },
    example: { nl: 'Boven 1e25 geldt de grens voor systeemrisico.', en: 'Above 1e25 is the line for systemic risk.' },
  },
  high_impact_capabilities: yesNo(
    'Art. 51(1)(a)',
    'Kan het model wat alleen de krachtigste modellen kunnen?',
    'Does the model have the capabilities that only the most advanced models have?',
    'Ja: het scoort op erkende tests even hoog als de sterkste modellen.',
    'Yes: it scores as high as the strongest models on recognised tests.',
  ),
  commission_designation: yesNo(
    'Art. 51(1)(b)',
    'Heeft de Europese Commissie het model aangewezen als model met systeemrisico?',
    'Did the European Commission designate the model as one with systemic risk?',
    'Ja: het staat op de lijst van de Commissie.',
    'Yes: it is on the list of the Commission.',
  ),
} as const

export const obligationFacts = {
  workplace_use: yesNo(
    'Art. 26(7)',
    'Wordt het systeem op de werkplek gebruikt?',
    'Is the system used at the workplace?',
    'Ja: medewerkers werken ermee of worden erdoor beoordeeld.',
    'Yes: staff work with it or are assessed by it.',
  ),
  employer: yesNo(
    'Art. 26(7)',
    'Is de gebruiker de werkgever van die mensen?',
    'Is the deployer the employer of those people?',
    'Ja: uw eigen medewerkers krijgen ermee te maken.',
    'Yes: it concerns your own staff.',
  ),
  deployer_public_authority: yesNo(
    'Art. 26(8), 49(3), 111(2)',
    'Is de gebruiker een overheid of een instelling van de EU?',
    'Is the deployer a public authority or an institution of the EU?',
    'Ja: een ministerie, gemeente of uitvoeringsdienst.',
    'Yes: a ministry, municipality or executive agency.',
  ),
  deployer_public_body: yesNo(
    'Art. 27(1)',
    'Is de gebruiker een publiekrechtelijke instelling?',
    'Is the deployer a body governed by public law?',
    'Ja: een gemeente, een openbare universiteit.',
    'Yes: a municipality, a public university.',
  ),
  private_entity_public_service: yesNo(
    'Art. 27(1)',
    'Is de gebruiker een private partij die een publieke dienst levert?',
    'Is the deployer a private party that provides a public service?',
    'Ja: een ziekenhuis, een woningcorporatie, een school.',
    'Yes: a hospital, a housing association, a school.',
  ),
  annex_iii_5b_or_5c: {
    ...yesNo(
      'Art. 27(1)',
      'Valt het onder kredietscores of onder levens- en zorgverzekering (bijlage III, 5(b) of 5(c))?',
      'Does it fall under credit scores or under life and health insurance (Annex III 5(b) or 5(c))?',
      'Ja: een bank beoordeelt er consumenten mee.',
      'Yes: a bank assesses consumers with it.',
    ),
    derived: true,
  },
  post_rbi_law_enforcement: yesNo(
    'Art. 26(10)',
    'Zoekt politie of justitie er achteraf een verdachte mee in beelden?',
    'Do law enforcement authorities use it afterwards to find a suspect in footage?',
    'Ja: een gezicht van een bewakingscamera vergelijken met een bestand.',
    'Yes: comparing a face from a security camera with a database.',
  ),
  processes_personal_data: yesNo(
    'GDPR art. 4(1)-(2)',
    'Verwerkt het systeem persoonsgegevens?',
    'Does the system process personal data?',
    'Ja: namen, mailadressen, gezichten, of iets anders dat naar een mens te herleiden is.',
    'Yes: names, mail addresses, faces, or anything else that can be traced to a person.',
  ),
  placed_on_market_on: {
    kind: 'date',
    source: 'Art. 111',
    question: {
      nl: 'Op welke dag kwam dit type systeem voor het eerst op de markt of in gebruik?',
      en: 'On which day was this type of system first placed on the market or put into service?',
    },
    example: {
      nl: 'Bijvoorbeeld 2025-09-01. Het type telt, niet elk exemplaar.',
      en: 'For example 2025-09-01. The type counts, not each copy.',
    },
  },
  significant_design_change: yesNo(
    'Art. 111(2)',
    'Is het ontwerp ingrijpend gewijzigd sinds de regels ervoor gelden?',
    'Did its design change significantly since the rules for it apply?',
    'Ja: een ander model of een nieuw doel. Nee: een kleine herstelversie.',
    'Yes: another model or a new purpose. No: a small repair release.',
  ),
} as const
