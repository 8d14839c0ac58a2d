// SPDX-License-Identifier: EUPL-1.2
// Words that point at special categories of personal data (GDPR art. 9(1)) or criminal data (art. 10). A list can only
// be weak: it misses a paraphrase and finds a newspaper, which is why every finding of it has a low confidence. Words
// with a second everyday meaning are left out (Dutch *geloof*, *ziek*, *partij*; English *aids*, *race*, *union*).
// `*` behind a word means: and every word that begins with it. Case and accents don't matter.

export const SPECIAL_WORDS: Readonly<Record<string, string>> = {
  health:
    'kanker* borstkanker* tumor* leukemie diabetes* suikerziekte hiv hepatitis* depressie* depressief depressieve ' +
    'burn-out* burnout* psychiat* psychotherap* psychose* psychotisch* schizofren* bipolair* autis* adhd epilep* dementie* ' +
    'dementerend* alzheimer* parkinson* zwanger* miskraam* abortus* chemotherap* verslav* alcoholis* arbeidsongeschikt* ' +
    'ziekteverzuim* ziekmelding* ziektebeeld* geslachtsziekte* hartinfarct* beroerte* astma* reuma* orgaantransplantatie* ' +
    'zelfmoord* suicid* anorexia boulimia medische+diagnose medisch+dossier medicijngebruik* antidepressiva ' +
    'cancer* tumour* leukaemia leukemia diabetic* depression bipolar schizophren* autism autistic epilepsy epileptic ' +
    'dementia pregnan* miscarriage* abortion* chemotherapy addiction* alcoholism disability+benefit* asthma* ' +
    'suicidal medical+diagnosis medical+record* mental+illness* sick+leave antidepressant*',
  religion:
    'moslim* islam islamit* katholiek* protestant* joods* jodendom hindoe* boeddhis* gereformeerd* hervormd* jehova* ' +
    'geloofsovertuiging* levensovertuiging* kerkgenootschap* atheis* muslim* christianity catholic* jewish judaism ' +
    'hinduism hindu* buddhis* religious+belief*',
  politics:
    'politieke+overtuiging* politieke+voorkeur* politieke+gezindheid partijlid* partijlidmaatschap* political+opinion* ' +
    'political+belief* party+membership',
  union:
    'vakbond* vakbeweging* fnv-lid* cnv-lid* lid+van+de+fnv lid+van+de+cnv trade+union* labour+union* labor+union* ' +
    'union+membership',
  orientation:
    'homoseksue* homofiel* lesbisch* lesbienne* biseksue* transgender* transseksue* seksuele+geaardheid ' +
    'seksuele+gerichtheid seksuele+voorkeur homosexual* lesbian* bisexual* sexual+orientation',
  origin:
    'etniciteit* etnische+afkomst etnische+achtergrond raciale+afkomst huidskleur* ethnicity ethnic+origin* ' +
    'ethnic+background racial+origin* skin+colour skin+color',
  genetics:
    'dna-profiel* dna-onderzoek* dna-test* erfelijke+aandoening* erfelijke+ziekte* genetische+aandoening* ' +
    'genetic+disorder* genetic+test* hereditary+disease* biometrische+gegevens vingerafdruk* biometric+data',
  crime:
    'strafblad* strafrechtelijk* veroordeeld* gedetineerd* detentie* taakstraf* reclassering* criminal+record* ' +
    'criminal+conviction* convicted+of imprisonment',
}
