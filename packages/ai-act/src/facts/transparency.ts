// SPDX-License-Identifier: EUPL-1.2
// Facts for the filter of art. 6(3) and for transparency (art. 50).
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
