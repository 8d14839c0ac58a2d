// SPDX-License-Identifier: EUPL-1.2
// Facts for the practices that art. 5 prohibits, except those about biometrics and images.
import { yesNo } from './spec.ts'

export const manipulationFacts = {
  subliminal_manipulative_or_deceptive_technique: yesNo(
    'Art. 5(1)(a)',
    'Gebruikt het systeem verborgen, manipulerende of misleidende technieken?',
    'Does the system use subliminal, manipulative or deceptive techniques?',
    'Ja: het doet zich voor als een vriend om iemand iets te laten kopen.',
    'Yes: it pretends to be a friend to make somebody buy something.',
  ),
  exploits_vulnerability_age_disability_socioeconomic: yesNo(
    'Art. 5(1)(b)',
    'Maakt het systeem misbruik van iemands leeftijd, beperking of moeilijke situatie?',
    'Does the system exploit the age, disability or difficult situation of a person?',
    'Ja: het zoekt mensen met schulden uit om hun een dure lening op te dringen.',
    'Yes: it singles out people in debt to push an expensive loan on them.',
  ),
  materially_distorts_behaviour: yesNo(
    'Art. 5(1)(a)-(b)',
    'Gaan mensen zich door het systeem wezenlijk anders gedragen dan zij zelf zouden kiezen?',
    'Does the system make people behave materially differently from what they would choose?',
    'Ja: iemand neemt een besluit dat hij zonder de misleiding niet had genomen.',
    'Yes: a person takes a decision that they would not have taken without the deception.',
  ),
  significant_harm_likely: yesNo(
    'Art. 5(1)(a)-(b)',
    'Is het waarschijnlijk dat iemand daardoor ernstige schade lijdt?',
    'Is it likely that somebody suffers significant harm from that?',
    'Ja: schade aan gezondheid, geld of veiligheid.',
    'Yes: harm to health, money or safety.',
  ),
} as const

export const scoringFacts = {
  evaluates_persons_over_time_on_social_behaviour_or_traits: yesNo(
    'Art. 5(1)(c)',
    'Beoordeelt het systeem mensen over langere tijd op hun sociale gedrag of persoonlijkheid?',
    'Does the system evaluate people over time on their social behaviour or personality?',
    'Ja: een score uit betaalgedrag, buurtklachten en berichten samen.',
    'Yes: a score from payments, complaints of neighbours and messages together.',
  ),
  detriment_in_unrelated_context: yesNo(
    'Art. 5(1)(c)(i)',
    'Heeft iemand daar nadeel van op een heel ander terrein?',
    'Does the person suffer a disadvantage in an unrelated context?',
    'Ja: parkeerboetes tellen mee bij het toewijzen van een woning.',
    'Yes: parking fines count when a house is allocated.',
  ),
  detriment_unjustified_or_disproportionate: yesNo(
    'Art. 5(1)(c)(ii)',
    'Is dat nadeel niet te rechtvaardigen of veel te zwaar voor het gedrag?',
    'Is that disadvantage unjustified, or out of proportion to the behaviour?',
    'Ja: wie een keer te laat betaalde, verliest een uitkering.',
    'Yes: who paid late once loses a benefit.',
  ),
} as const

export const crimePredictionFacts = {
  predicts_crime_risk_of_person: yesNo(
    'Art. 5(1)(d)',
    'Voorspelt het systeem of een bepaald mens een strafbaar feit zal plegen?',
    'Does the system predict whether a particular person will commit an offence?',
    'Ja: een risicoscore per persoon. Nee: een kaart met drukke plekken.',
    'Yes: a risk score per person. No: a map of busy places.',
  ),
  solely_profiling_or_personality_traits: yesNo(
    'Art. 5(1)(d)',
    'Gebeurt dat alleen op basis van een profiel of persoonlijke trekken?',
    'Is that based solely on profiling or on personality traits?',
    'Ja: alleen leeftijd, buurt en karakter. Nee: een aangifte en sporen tellen mee.',
    'Yes: only age, neighbourhood and character. No: a report and traces count too.',
  ),
  supports_human_assessment_on_objective_verifiable_facts: yesNo(
    'Art. 5(1)(d)',
    'Helpt het alleen een mens die al oordeelt op feiten die te controleren zijn en bij het misdrijf horen?',
    'Does it only support a person who already assesses on verifiable facts linked to a crime?',
    'Ja: het ordent het bewijs tegen een verdachte.',
    'Yes: it orders the evidence against a suspect.',
  ),
} as const

export const imageryFacts = {
  generates_intimate_or_sexual_depiction_of_identifiable_person: yesNo(
    'Art. 5(1)(ba)',
    'Kan het systeem intieme of seksuele beelden maken van een herkenbaar mens?',
    'Can the system make intimate or sexual images of an identifiable person?',
    'Ja: een app die kleren van een foto haalt.',
    'Yes: an app that removes clothes from a photo.',
  ),
  explicit_consent_of_person: yesNo(
    'Art. 5(1)(ba)',
    'Heeft die persoon daar uitdrukkelijk toestemming voor gegeven?',
    'Did that person explicitly consent to it?',
    'Ja: een schriftelijk akkoord voor precies dit beeld.',
    'Yes: a written agreement for exactly this image.',
  ),
  intimate_output_is_intended_purpose: yesNo(
    'Art. 5(1a)',
    'Is het systeem bedoeld om zulke beelden te maken?',
    'Is the system intended to make such images?',
    'Ja: de aanbieder biedt het daarvoor aan.',
    'Yes: the provider offers it for that.',
  ),
  intimate_output_foreseeable_and_reproducible: yesNo(
    'Art. 5(1a)',
    'Is te voorzien dat het zulke beelden maakt, en lukt dat telkens zonder grote aanpassing?',
    'Is it foreseeable that it makes such images, and can that be repeated without significant modification?',
    'Ja: met een gewone opdracht lukt het bijna altijd.',
    'Yes: with an ordinary prompt it nearly always works.',
  ),
  manipulation_does_not_increase_exposure: yesNo(
    'Art. 5(1)(ba)',
    'Gaat het om een bewerking waardoor iemand niet bloter of intiemer in beeld komt?',
    'Is it an edit that does not expose the person more than the original did?',
    'Ja: de kleur van een badpak veranderen.',
    'Yes: changing the colour of a swimsuit.',
  ),
  generates_csam: yesNo(
    'Art. 5(1)(bb)',
    'Kan het systeem beelden van seksueel misbruik van kinderen maken?',
    'Can the system make images of sexual abuse of children?',
    'Ja: ook als de beelden helemaal verzonnen zijn.',
    'Yes: also when the images are entirely made up.',
  ),
  csam_output_is_intended_purpose: yesNo(
    'Art. 5(1a)',
    'Is het systeem bedoeld om beelden van misbruik van kinderen te maken?',
    'Is the system intended to make images of abuse of children?',
    'Ja: de aanbieder biedt het daarvoor aan.',
    'Yes: the provider offers it for that.',
  ),
  csam_output_foreseeable_and_reproducible: yesNo(
    'Art. 5(1a)',
    'Is te voorzien dat het beelden van misbruik van kinderen maakt, en lukt dat telkens?',
    'Is it foreseeable that it makes images of abuse of children, and can that be repeated?',
    'Ja: de maker weet het uit eigen tests.',
    'Yes: the maker knows it from its own tests.',
  ),
  reasonable_safeguards_against_it: yesNo(
    'Art. 5(1a)',
    'Zijn er redelijke maatregelen die het maken van zulke beelden tegenhouden?',
    'Are there reasonable safeguards that stop such images from being made?',
    'Ja: filters op opdracht en beeld, die ook getest zijn.',
    'Yes: filters on prompt and image that have been tested.',
  ),
  deployer_uses_it_to_generate_this: yesNo(
    'Art. 5(1a)',
    'Gebruikt de gebruiksverantwoordelijke het systeem om zulke beelden te maken?',
    'Does the deployer use the system to make such images?',
    'Ja: een website zet het in voor bezoekers die daarom vragen.',
    'Yes: a website uses it for visitors who ask for that.',
  ),
  national_law_without_right_defence: yesNo(
    'Art. 5(1b)',
    'Staat nationaal recht dit gebruik toe voor een wettelijk erkend doel?',
    'Does national law allow this use for a purpose that it recognises?',
    'Ja: de politie gebruikt het met een wettelijke bevoegdheid om kinderen te beschermen.',
    'Yes: the police use it with a statutory power to protect children.',
  ),
} as const
