// SPDX-License-Identifier: EUPL-1.2
// The sentences of an explanation. Dutch is at level B1: short sentences, everyday words.
import type { Label, PenaltyTier } from './law/types.ts'
import { type Language, type Text, text } from './text.ts'

export interface Line {
  readonly text: string
  readonly source?: string
}

export interface Section {
  readonly heading: string
  readonly lines: readonly Line[]
}

const classes: Readonly<Record<Label, Text>> = {
  prohibited: text('verboden (onaanvaardbaar risico)', 'prohibited (unacceptable risk)'),
  high: text('hoog risico', 'high risk'),
  limited: text('transparantierisico', 'transparency risk'),
  minimal: text('minimaal risico', 'minimal risk'),
  out_of_scope: text('valt buiten de AI-verordening', 'outside the AI Act'),
  undetermined: text('nog niet te bepalen', 'not determined yet'),
}

function amount(euro: number, language: Language): string {
  const millions = euro / 1_000_000
  return language === 'nl' ? `${String(millions).replace('.', ',')} miljoen euro` : `EUR ${millions} million`
}

export const words = {
  classes,
  outcome: text('Uitkomst', 'Outcome'),
  why: text('Waarom', 'Why'),
  open: text('Wat nog open is', 'What is still open'),
  duties: text('Wat u moet doen', 'What to do'),
  provisional: text('Voorlopig, of ook anders te lezen', 'Provisional, or open to another reading'),
  note: text('Let op', 'Please note'),
  label: (name: Text, language: Language) =>
    text(`Op deze feiten: ${name.nl}.`, `On these facts: ${name.en}.`)[language],
  strictest: (name: Text, language: Language) =>
    text(
      `Het strengste dat nog kan: ${name.nl}. Ga daarvan uit tot de open vragen zijn beantwoord.`,
      `The strictest still possible: ${name.en}. Assume that until the open questions are answered.`,
    )[language],
  banFrom: (title: Text, day: string, language: Language) =>
    text(`Vanaf ${day} is dit verboden: ${title.nl}.`, `From ${day} this is prohibited: ${title.en}.`)[language],
  ahead: (day: string, language: Language) =>
    text(
      `De plichten voor hoog risico gelden vanaf ${day}. Tot die dag loopt dit voor op de wet.`,
      `The duties for high risk apply from ${day}. Until that day this runs ahead of the law.`,
    )[language],
  legacy: text(
    'Dit systeem was er al. De plichten voor hoog risico gelden pas als het ontwerp ingrijpend verandert.',
    'This system was there already. The duties for high risk apply only once its design changes significantly.',
  ),
  closed: text('Wat niet is ingevuld, telt hier als “nee”.', 'What was not filled in counts as “no” here.'),
  nothing: text('Geen enkele regel voor risico is geraakt.', 'No rule on risk is hit.'),
  nothingYet: text(
    'Er is nog geen regel geraakt, maar dat kan nog gebeuren.',
    'No rule is hit yet, but that may still happen.',
  ),
  restsOn: text('Dat volgt uit de antwoorden op:', 'That follows from the answers to:'),
  filtered: text(
    'Door de uitzondering van artikel 6(3) geldt hier geen hoog risico.',
    'The exemption of article 6(3) takes it out of high risk.',
  ),
  outUnless: (title: Text, language: Language) =>
    text(
      `De AI-verordening geldt niet, want dit klopt niet: ${title.nl}.`,
      `The AI Act does not apply, because this is not so: ${title.en}.`,
    )[language],
  outBy: (title: Text, language: Language) =>
    text(`De AI-verordening geldt niet: ${title.nl}.`, `The AI Act does not apply: ${title.en}.`)[language],
  settled: text(
    'De klasse staat vast. Deze vragen gaan alleen nog over plichten en data.',
    'The class is settled. These questions are only about duties and dates.',
  ),
  unsettled: text('Deze antwoorden bepalen het meest:', 'These answers decide most:'),
  more: (count: number, language: Language) =>
    text(`En nog ${count} andere vragen.`, `And ${count} other questions.`)[language],
  now: text('Nu', 'Now'),
  from: (day: string, language: Language) => text(`Vanaf ${day}`, `From ${day}`)[language],
  formally: (day: string, language: Language) => text(`(op papier al op ${day})`, `(formally on ${day})`)[language],
  mayApply: (count: number, language: Language) =>
    text(
      `Nog ${count} plichten kunnen gelden. Dat hangt af van uw rol en van open vragen.`,
      `Another ${count} duties may apply. That depends on your role and on open questions.`,
    )[language],
  fine: (tier: PenaltyTier, language: Language) =>
    text(
      `De hoogste boete is ${amount(tier.maximumEuro, 'nl')} of ${tier.percentOfTurnover}% van de omzet in de wereld. ` +
        `Het hoogste van de twee telt${tier.lowerForSme ? '; voor een klein bedrijf het laagste' : ''}.`,
      `The highest fine is ${amount(tier.maximumEuro, 'en')} or ${tier.percentOfTurnover}% of worldwide turnover. ` +
        `The higher of the two counts${tier.lowerForSme ? '; for a small company the lower' : ''}.`,
    )[language],
  support: text(
    'Dit helpt u beslissen. Het is geen juridisch advies. Laat een jurist de artikelen nalezen.',
    'This supports your decision. It is not legal advice. Have a lawyer check the articles.',
  ),
  copies: text(
    'De regels zijn gemaakt met bewaarde teksten van de wet, niet rechtstreeks uit EUR-Lex.',
    'The rules were made from stored copies of the law, not from EUR-Lex itself.',
  ),
  lawVersion: (name: string, version: string, day: string, language: Language) =>
    text(
      `Wet: ${name}. Versie van de regels: ${version}. Bekeken op ${day}.`,
      `Law: ${name}. Version of the rules: ${version}. Seen on ${day}.`,
    )[language],
}
