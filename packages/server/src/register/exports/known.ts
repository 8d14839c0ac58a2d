// SPDX-License-Identifier: EUPL-1.2
// What the register and the gate know of a system, as parts of papers.
import { cite, type Language, type Text } from '@sluis/ai-act'
import { type Block, gap, list, text } from './document.ts'
import { factOf, hasRole, type Portrait } from './portrait.ts'
import { fillers } from './topics.ts'

type Say = (nl: string, en: string) => string
const sayIn =
  (language: Language): Say =>
  (nl, en) =>
    language === 'nl' ? nl : en

const classes: Readonly<Record<string, Text>> = {
  prohibited: { nl: 'verboden', en: 'prohibited' },
  high: { nl: 'hoog risico', en: 'high-risk' },
  limited: { nl: 'beperkt risico', en: 'limited risk' },
  minimal: { nl: 'minimaal risico', en: 'minimal risk' },
  out_of_scope: { nl: 'buiten de wet', en: 'out of scope' },
  unregistered: { nl: 'niet geregistreerd', en: 'unregistered' },
  undetermined: { nl: 'nog niet te bepalen', en: 'not yet determined' },
}

export function className(value: string, language: Language): string {
  return classes[value]?.[language] ?? value
}

const stages: Readonly<Record<string, Text>> = {
  test: { nl: 'in de testfase', en: 'in the test stage' },
  released: { nl: 'vrijgegeven', en: 'released' },
  unregistered: { nl: 'alleen gezien', en: 'only seen' },
}

export function stageName(value: string, language: Language): string {
  return stages[value]?.[language] ?? value
}

export function spokenDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** How far a paper reaches. What never passes the gate is not seen, and no paper says otherwise (P11). */
export function coverageOf({ system, traffic, madeAt }: Portrait, language: Language): readonly string[] {
  const say = sayIn(language)
  const calls = traffic.reduce((total, one) => total + one.calls, 0)
  const until = new Date(madeAt).toISOString()
  const { models, tools } = system.register.outside
  const outside = [...models, ...tools, ...system.localTools]
  return [
    say(
      `Gezien: ${calls} aanroepen die de poort bereikten, tot ${until}. Wat de poort niet passeert, is niet gezien.`,
      `Seen: ${calls} calls that reached the gate, until ${until}. What never passes the gate is not seen.`,
    ),
    say(
      'Opgegeven: al het andere staat zo in de bestanden van de organisatie, of volgt daaruit.',
      "Declared: all else stands so in the organisation's files, or follows from them.",
    ),
    outside.length === 0
      ? say('Gebruik buiten de poort om is niet opgegeven.', 'No use past the gate was declared.')
      : say(
          `Volgens opgave buiten de poort om: ${outside.join(', ')}.`,
          `Declared past the gate: ${outside.join(', ')}.`,
        ),
  ]
}

export function purpose({ system }: Portrait): readonly Block[] {
  return [text(system.purpose, 'declared')]
}

export function users({ system }: Portrait): readonly Block[] {
  return [text(system.register.users, 'declared')]
}

export function affected({ system }: Portrait, language: Language): readonly Block[] {
  const { who, objection } = system.register.affected
  return [text(who, 'declared'), text(`${sayIn(language)('Bezwaar maken', 'Objecting')}: ${objection}`, 'declared')]
}

export function oversight(portrait: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const { how, body, unattended } = portrait.system.register.oversight
  const held =
    body === undefined
      ? []
      : [
          text(
            say(`Wat wacht op een mens, wacht op: ${body}.`, `What waits for a person waits for: ${body}.`),
            'declared',
          ),
        ]
  const waits =
    unattended.length === 0
      ? []
      : [
          text(
            say(
              `Hierop wacht niemand: ${unattended.join(', ')}.`,
              `Nobody is waited for with: ${unattended.join(', ')}.`,
            ),
            'declared',
          ),
        ]
  return [text(how, 'declared'), ...held, ...waits]
}

/** What holds of every system whose calls pass the gate, whoever its provider is. */
export function gateControls({ system }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  if (system.models.length + system.tools.length === 0) {
    return [
      text(
        say('Geen aanroep van dit systeem gaat door de poort.', 'No call of this system passes the gate.'),
        'declared',
      ),
    ]
  }
  return [
    list(
      [
        say(
          'Een noodstop kapt elke lopende aanroep af en overleeft een herstart.',
          'An emergency stop cuts every call under way and survives a restart.',
        ),
        say(
          'Beleid beslist per aanroep: toegestaan, geweigerd of vastgehouden voor een mens.',
          'Policy decides each call: allowed, denied, or held for a person.',
        ),
        say(
          'Een mens die beslist, kan goedkeuren, aanpassen, afwijzen of een veto uitspreken.',
          'A person who decides may approve, edit, reject or veto.',
        ),
      ],
      'derived',
    ),
  ]
}

export function logs({ system }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const own = text(system.register.logs, 'declared')
  if (system.models.length + system.tools.length === 0) return [own]
  const kept = say(
    'Van elke aanroep die de poort passeert, staat een regel in een logboek dat anderen kunnen nagaan: het voornemen ervoor en de uitkomst erna.',
    'Every call that passes the gate is an entry in a log that others can check: the intent before it, the outcome after it.',
  )
  return [own, text(kept, 'derived')]
}

export function data({ system }: Portrait, language: Language): readonly Block[] {
  const items = system.register.data
  if (items.length > 0) return [list(items, 'declared')]
  const ask = sayIn(language)('Welke gegevens gebruikt het?', 'Which data does it use?')
  return [gap(`${ask} (systems/${system.id}.yaml, register.data)`, fillers.owner[language])]
}

export function parts({ system, traffic, providers }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const seen = (what: 'model' | 'tool', name: string) =>
    traffic.filter((one) => one.what === what && one.name === name).reduce((total, one) => total + one.passed, 0)
  const routes = (model: string) =>
    [...providers.values()].filter(({ models }) => models.some(({ id }) => id === model)).map(({ name }) => name)
  const model = say('model', 'model')
  const tool = say('tool', 'tool')
  const past = say('buiten de poort', 'past the gate')
  const rows = [
    ...system.models.map((name) => [model, name, routes(name).join(', ') || '?', String(seen('model', name))]),
    ...system.tools.map((name) => [tool, name, '', String(seen('tool', name))]),
    ...system.register.outside.models.map((name) => [model, name, past, '?']),
    ...[...system.register.outside.tools, ...system.localTools].map((name) => [tool, name, past, '?']),
    ...traffic
      .filter(({ isDeclared, passed }) => !isDeclared && passed > 0)
      .map((one) => [
        one.what === 'model' ? model : tool,
        one.name,
        `${one.supplier ?? '?'} (${say('niet opgegeven', 'not declared')})`,
        String(one.passed),
      ]),
  ]
  const head = [
    say('Soort', 'Kind'),
    say('Naam', 'Name'),
    say('Via', 'Through'),
    say('Aanroepen doorgelaten', 'Calls let through'),
  ]
  return [{ kind: 'table', head, rows }]
}

export function supply({ suppliers }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const head = [say('Leverancier', 'Supplier'), say('Aanroepen', 'Calls'), say('Grondslag', 'Basis')]
  const rows = suppliers.map(({ name, calls, basis }) => [
    name,
    basis === 'seen' ? String(calls) : '?',
    basis === 'seen' ? say('gezien bij de poort', 'seen at the gate') : say('opgegeven', 'declared'),
  ])
  return [{ kind: 'table', head, rows }]
}

/** Where models run and under whose law, as providers.yaml says with its sources. */
export function places({ system, providers }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const used = [...providers.values()].filter(({ models }) => models.some(({ id }) => system.models.includes(id)))
  const unknown = say('onbekend', 'unknown')
  const rows = used.map(({ name, facts, source, asOf }) => [
    name,
    facts.jurisdiction?.is ?? unknown,
    facts.processedIn?.is.join(', ') ?? unknown,
    facts.retentionDays === undefined ? unknown : String(facts.retentionDays.is),
    `${source}, ${asOf}`,
  ])
  const head = [
    say('Aanbieder', 'Provider'),
    say('Recht van', 'Law of'),
    say('Verwerkt in', 'Processed in'),
    say('Bewaard (dagen)', 'Kept (days)'),
    say('Bron', 'Source'),
  ]
  return [{ kind: 'table', head, rows, from: 'declared' }]
}

export function why({ system }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const { problem, baseline, benefit, stopWhen } = system.register
  const measured = benefit.measured ?? say('nog niet gemeten', 'not measured yet')
  return [
    list(
      [
        `${say('Probleem', 'Problem')}: ${problem}`,
        `${say('Zonder het systeem', 'Without the system')}: ${baseline}`,
        `${say('Maat van de opbrengst', 'Measure of the benefit')}: ${benefit.measure} (${measured})`,
        `${say('Stoppen als', 'Stop when')}: ${stopWhen}`,
      ],
      'declared',
    ),
  ]
}

export function alternatives({ system }: Portrait, language: Language): readonly Block[] {
  const items = system.register.alternatives
  if (items.length > 0)
    return [
      list(
        items.map(({ what, why: reason }) => `${what}: ${reason}`),
        'declared',
      ),
    ]
  const ask = sayIn(language)('Welke alternatieven zijn gewogen?', 'Which alternatives were weighed?')
  return [gap(`${ask} (systems/${system.id}.yaml, register.alternatives)`, fillers.owner[language])]
}

export function impactAssessments({ system }: Portrait, language: Language): readonly Block[] {
  const items = system.register.assessments
  if (items.length > 0)
    return [
      list(
        items.map(({ kind, where, on }) => `${kind.toUpperCase()}, ${on}: ${where}`),
        'declared',
      ),
    ]
  const ask = sayIn(language)('Welke effectbeoordelingen zijn gedaan?', 'Which impact assessments were made?')
  return [gap(`${ask} (systems/${system.id}.yaml, register.assessments)`, fillers.owner[language])]
}

/** What leads to the class, each with its clause. */
export function grounds({ evaluation }: Portrait, language: Language): readonly Block[] {
  const head = [sayIn(language)('Regel', 'Rule'), sayIn(language)('Bron', 'Source'), sayIn(language)('Vanaf', 'From')]
  return [
    {
      kind: 'table',
      head,
      rows: evaluation.hits.map(({ title, article, from }) => [title[language], cite(article, language), from ?? '']),
      from: 'derived',
    },
    ...evaluation.readings.map(({ id, text: reading }) => text(`${id}: ${reading[language]}`, 'derived')),
  ]
}

export function judgements({ judgements: given, isAccepted }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const accepted = isAccepted
    ? say(
        'De verantwoordelijke heeft het systeem aanvaard zoals het nu is.',
        'The accountable person accepted the system as it is now.',
      )
    : say(
        'De verantwoordelijke heeft het systeem zoals het nu is niet aanvaard.',
        'The accountable person has not accepted the system as it is now.',
      )
  const rows = given.map(({ by = '?', role, label, strictest, agrees, reason = '' }) => [
    by,
    role,
    `${className(label, language)} / ${className(strictest, language)}`,
    agrees ? say('ja', 'yes') : say('nee', 'no'),
    reason,
  ])
  const head = [
    say('Beoordelaar', 'Assessor'),
    say('Rol', 'Role'),
    say('Klasse / strengst', 'Class / strictest'),
    say('Eens', 'Agrees'),
    say('Waarom', 'Why'),
  ]
  return [text(accepted, 'declared'), { kind: 'table', head, rows, from: 'declared' }]
}

/** The organisation itself, as the party that a paper names. */
export function organisation({ organisation: { name, contact = {} } }: Portrait, language: Language): readonly Block[] {
  const { address, email, phone, website } = contact
  const known = [name, address, email, phone, website].filter((one) => one !== undefined)
  const ask = sayIn(language)(
    'Adres en contactgegevens van de organisatie',
    'Address and contact details of the organisation',
  )
  const lacks = address === undefined || (email ?? phone ?? website) === undefined
  return [
    list(known, 'declared'),
    ...(lacks ? [gap(`${ask} (organisation.yaml, contact)`, fillers.organisation[language])] : []),
  ]
}

/** Whom the paper takes as the provider: the organisation where it is one, and otherwise whoever its file names. */
export function provider(portrait: Portrait, language: Language): readonly Block[] {
  if (hasRole(portrait, 'provider')) return organisation(portrait, language)
  const { system } = portrait
  const written = system.register.papers['provider-contact']
  if (written !== undefined) return [text(written, 'declared')]
  const ask = sayIn(language)(
    'Naam, adres en contactgegevens van de aanbieder',
    'Name, address and contact details of the provider',
  )
  return [gap(`${ask} (systems/${system.id}.yaml, register.papers.provider-contact)`, fillers.provider[language])]
}

/** GDPR art. 30 asks for whoever guards personal data, where there is somebody. */
export function privacyOfficer({ organisation: { contact } }: Portrait, language: Language): readonly Block[] {
  if (contact?.privacy !== undefined) return [text(contact.privacy, 'declared')]
  const ask = sayIn(language)(
    'Functionaris voor gegevensbescherming, of dat die er niet is',
    'Data protection officer, or that there is none',
  )
  return [gap(`${ask} (organisation.yaml, contact.privacy)`, fillers.privacy[language])]
}

export function personalData(portrait: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const known = factOf(portrait, 'processes_personal_data')
  if (known === true) return [text(say('Het verwerkt persoonsgegevens.', 'It processes personal data.'), 'declared')]
  if (known === false)
    return [
      text(
        say('Volgens opgave verwerkt het geen persoonsgegevens.', 'By declaration it processes no personal data.'),
        'declared',
      ),
    ]
  const ask = say('Verwerkt het persoonsgegevens?', 'Does it process personal data?')
  return [gap(`${ask} (processes_personal_data)`, fillers.privacy[language])]
}
