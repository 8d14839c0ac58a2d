// SPDX-License-Identifier: EUPL-1.2
// Facts for points 6 to 8 of Annex III: police, borders, courts and elections.
import { yesNo } from './spec.ts'

export const lawEnforcementFacts = {
  law_enforcement_use: yesNo(
    'Annex III 6',
    'Wordt het systeem gebruikt door of namens politie, justitie of een andere opsporingsdienst?',
    'Is the system used by or on behalf of the police or another law enforcement authority?',
    'Ja: ook als een bedrijf het voor de politie doet.',
    'Yes: also when a company does it for the police.',
  ),
  victim_risk_assessment: yesNo(
    'Annex III 6(a)',
    'Schat het in of iemand slachtoffer van een misdrijf kan worden?',
    'Does it assess the risk that somebody becomes a victim of a crime?',
    'Ja: kans op huiselijk geweld per persoon. Nee: kans op ongelukken per weg.',
    'Yes: the chance of domestic violence per person. No: the chance of accidents per road.',
  ),
  polygraph_or_similar: yesNo(
    'Annex III 6(b), 7(a)',
    'Werkt het als leugendetector of lijkt het daarop?',
    'Does it work as a lie detector or similar?',
    'Ja: aan stem of gezicht aflezen of iemand liegt.',
    'Yes: reading from voice or face whether somebody lies.',
  ),
  evidence_reliability: yesNo(
    'Annex III 6(c)',
    'Beoordeelt het hoe betrouwbaar bewijs is?',
    'Does it evaluate how reliable evidence is?',
    'Ja: nagaan of een foto echt is.',
    'Yes: checking whether a photo is genuine.',
  ),
  offending_risk_or_personality_or_past_crime: yesNo(
    'Annex III 6(d)',
    'Schat het de kans dat iemand een misdrijf pleegt, of beoordeelt het iemands aard of eerdere misdrijven?',
    'Does it assess the risk that somebody offends, or their personality or past crimes?',
    'Ja: de kans dat een gedetineerde weer in de fout gaat.',
    'Yes: the chance that a prisoner re-offends.',
  ),
  profiling_in_detection_investigation_prosecution: yesNo(
    'Annex III 6(e)',
    'Maakt het profielen van mensen bij opsporing of vervolging?',
    'Does it profile people in detecting, investigating or prosecuting offences?',
    'Ja: mensen ordenen naar hoe goed zij bij een daderprofiel passen.',
    'Yes: ranking people by how well they fit an offender profile.',
  ),
} as const

export const migrationFacts = {
  migration_asylum_border_use: yesNo(
    'Annex III 7',
    'Wordt het systeem gebruikt voor migratie, asiel of grenscontrole?',
    'Is the system used for migration, asylum or border control?',
    'Ja: door een immigratiedienst of bij een grenspost.',
    'Yes: by an immigration service or at a border crossing.',
  ),
  person_entry_risk_assessment: yesNo(
    'Annex III 7(b)',
    'Schat het in of een reiziger een risico is?',
    'Does it assess whether a traveller is a risk?',
    'Ja: per persoon aangeven wie extra wordt gecontroleerd.',
    'Yes: flagging per person who is checked further.',
  ),
  asylum_visa_residence_examination: yesNo(
    'Annex III 7(c)',
    'Helpt het bij het beoordelen van een aanvraag voor asiel, visum of verblijf?',
    'Does it help to examine an application for asylum, a visa or residence?',
    'Ja: aan spraak aflezen uit welk land iemand komt.',
    'Yes: telling from speech which country somebody comes from.',
  ),
  detects_or_identifies_persons: yesNo(
    'Annex III 7(d)',
    'Ontdekt, herkent of volgt het daar mensen?',
    'Does it detect, recognise or track people there?',
    'Ja: iemand volgen in een opvangcentrum. Nee: alleen tellen hoe druk het is.',
    'Yes: tracking somebody in a reception centre. No: only counting how busy it is.',
  ),
  travel_document_verification_only: yesNo(
    'Annex III 7(d)',
    'Controleert het alleen reisdocumenten?',
    'Does it only verify travel documents?',
    'Ja: nagaan of een paspoort echt is.',
    'Yes: checking whether a passport is genuine.',
  ),
} as const

export const democracyFacts = {
  judicial_or_adr_fact_law_application: yesNo(
    'Annex III 8(a)',
    'Helpt het een rechter of geschillencommissie met feiten of recht, of met het toepassen daarvan?',
    'Does it help a court or dispute body with facts or law, or with applying the law?',
    'Ja: een concept van een vonnis. Nee: een agenda van zittingen of hulp voor een advocaat.',
    'Yes: a draft judgment. No: a calendar of hearings or help for a lawyer.',
  ),
  influences_election_or_voting_behaviour: yesNo(
    'Annex III 8(b)',
    'Is het bedoeld om een verkiezing of iemands stem te beïnvloeden?',
    'Is it intended to influence an election or how people vote?',
    'Ja: politieke berichten per kiezer schrijven.',
    'Yes: writing political messages per voter.',
  ),
  persons_not_directly_exposed_to_output: yesNo(
    'Annex III 8(b)',
    'Zien de kiezers de uitkomst van het systeem niet zelf?',
    'Are the voters not directly exposed to the output?',
    'Ja: het plant alleen de logistiek van een campagne.',
    'Yes: it only plans the logistics of a campaign.',
  ),
} as const
