// SPDX-License-Identifier: EUPL-1.2
// What a class requires of the gate, as ordinary Cedar rules with the article in their ids, so that a refusal names its
// ground and can be traced to it. They apply beside the organisation's own rules and can't be left out.
import { currentLaw, type Text } from '@sluis/ai-act'
import type { Organisation, PolicyFile } from '../organisation/index.ts'
import { type Described, describedIn } from './facts.ts'

const calls = 'action in [Action::"callModel", Action::"callTool"]'

/** The rules that every organisation has, and those for each of its systems that has agents. */
export function classRules(organisation: Organisation): PolicyFile {
  const called = new Set([...organisation.agents.values()].map(({ system }) => system))
  const systems = describedIn(organisation).filter(({ id }) => called.has(id))
  return { name: 'built-in/ai-act.cedar', text: [...common, ...systems.flatMap(ofSystem)].join('\n') }
}

const common: readonly string[] = [
  rule(
    'register-unregistered',
    {
      nl: 'Dit systeem staat niet in het AI-register, dus niemand weet wat het mag. Geef zijn bestand een deel register.',
      en: 'This system is not in the AI register, so nobody knows what it may do. Give its file a section register.',
    },
    calls,
    '!principal.registered',
  ),
  rule(
    'ai-act-5-undetermined',
    {
      nl: 'De feiten over dit systeem laten open dat artikel 5 van de AI-verordening het verbiedt. Beantwoord de vragen: sluis assess, of het register op de Desk.',
      en: 'The facts about this system leave open that article 5 of the AI Act prohibits it. Answer the questions: sluis assess, or the register on the Desk.',
    },
    calls,
    'principal.registered && principal.class == "prohibited" && principal.prohibitions.isEmpty()',
  ),
  rule(
    'ai-act-50',
    {
      nl: 'Wie met AI te maken heeft, leest dat als eerste (AI-verordening art. 50). Deze tekst begint er niet mee.',
      en: 'People who deal with AI are told so first (AI Act art. 50). This text does not begin with that.',
    },
    'action == Action::"callTool"',
    'context.findings.contains("undisclosed-ai")',
    'disclose:undisclosed-ai',
  ),
  ...currentLaw.prohibited.flatMap(({ id, article, title, from }) => [
    rule(
      `ai-act-${slug(id)}`,
      {
        nl: `Verboden door de AI-verordening (${article}): ${title.nl}.`,
        en: `Prohibited by the AI Act (${article}): ${title.en}.`,
      },
      calls,
      `principal.prohibitions.contains("${id}")`,
    ),
    rule(
      `own-rule-before-${slug(id)}`,
      {
        nl: `Eigen regel van de organisatie, vooruitlopend op de wet: ${title.nl} is vanaf ${from} verboden (${article}).`,
        en: `The organisation's own rule, ahead of the law: ${title.en} is prohibited from ${from} (${article}).`,
      },
      calls,
      `principal.comingProhibitions.contains("${id}")`,
    ),
  ]),
]

/** High risk requires a release, and people who watch what the system does (art. 14, 26(2)). */
function ofSystem({ id, register: { oversight } }: Described): readonly string[] {
  const unattended = oversight.unattended.map((tool) => `resource == Tool::${JSON.stringify(tool)}`)
  const attended = unattended.length === 0 ? '' : ` && !(${unattended.join(' || ')})`
  const scope = `principal in System::"${id}", action == Action::"callTool", resource`
  const high = `principal.class == "high"${attended}`
  const remedy = oversight.body === undefined ? '' : `@remedy("approve:${oversight.body}")\n`
  const unless = oversight.body === undefined ? '' : `\nunless { context.approvals.contains("${oversight.body}") }`
  const watched = (name: string, texts: Text, condition: string) =>
    `@id("${name}-${id}")\n${remedy}@nl(${quoted(texts.nl)})\n@en(${quoted(texts.en)})\nforbid (${scope})\nwhen { ${condition} }${unless};`
  return [
    rule(
      `register-test-stage-${id}`,
      {
        nl: 'Dit systeem is hoog-risico, of de feiten sluiten dat niet uit, en is nog niet vrijgegeven.',
        en: 'This system is high-risk, or the facts do not rule that out, and was not released yet.',
      },
      scope,
      `${high} && principal.stage != "released"`,
    ),
    watched(
      'ai-act-14',
      {
        nl: 'Menselijk toezicht bij een hoog-risico systeem (AI-verordening art. 14 en 26, lid 2): een mens kijkt eerst.',
        en: 'Human oversight of a high-risk system (AI Act art. 14 and 26(2)): a person looks first.',
      },
      `${high} && principal.highInForce`,
    ),
    watched(
      'ahead-of-law-14',
      {
        nl: 'Menselijk toezicht, vooruitlopend op de AI-verordening (art. 14 en 26, lid 2): een mens kijkt eerst.',
        en: 'Human oversight, ahead of the AI Act (art. 14 and 26(2)): a person looks first.',
      },
      `${high} && !principal.highInForce`,
    ),
  ]
}

function rule(id: string, texts: Text, scope: string, condition: string, remedy?: string): string {
  const lifted = remedy === undefined ? '' : `@remedy("${remedy}")\n`
  const head = scope.startsWith('principal') ? scope : `principal, ${scope}, resource`
  return `@id("${id}")\n${lifted}@nl(${quoted(texts.nl)})\n@en(${quoted(texts.en)})\nforbid (${head})\nwhen { ${condition} };`
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

function slug(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}
