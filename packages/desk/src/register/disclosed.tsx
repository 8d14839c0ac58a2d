// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Disclosure, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useMe } from '../parts/me.ts'
import { Quoted } from '../parts/quoted.tsx'

/** What art. 50 has the gate say to people, where, and why. */
export function Disclosed({ system }: { system: System }): ReactNode {
  const { words } = useSpoken()
  const { disclosure, gate } = system
  return (
    <section aria-labelledby="told">
      <h2 id="told">{words.told.title}</h2>
      {disclosure === undefined ? (
        <p>{words.told.none}</p>
      ) : (
        <>
          <Sentence system={system} disclosure={disclosure} />
          <h3>{words.told.why}</h3>
          <Articles articles={disclosure.articles} holding={gate.transparency} />
        </>
      )}
      {gate.transparency.includes('50.3') && <p>{words.told.feelings}</p>}
      {disclosure?.sentence !== undefined && <p className="quiet">{words.told.limit}</p>}
    </section>
  )
}

function Sentence({ system, disclosure }: { system: System; disclosure: Disclosure }): ReactNode {
  const { words } = useSpoken()
  const { organisation } = useMe()
  const { sentence, tools } = disclosure
  if (sentence === undefined) return <p>{system.passesGate ? words.told.marked : words.told.besideMark}</p>
  const isOwn = system.content.register.disclosure !== undefined
  return (
    <>
      <p>{system.passesGate ? words.told.sentence : words.told.beside}</p>
      <div lang={organisation.language}>
        <Quoted text={sentence} />
      </div>
      <p className="quiet">{isOwn ? words.told.own : words.told.standard}</p>
      {system.passesGate && (
        <>
          <p>{tools.length === 0 ? words.told.noTools : words.told.tools(tools.join(', '))}</p>
          <p className="quiet">{words.told.models}</p>
        </>
      )}
    </>
  )
}

function Articles(props: { articles: readonly string[]; holding: readonly string[] }): ReactNode {
  const { words } = useSpoken()
  const names: Readonly<Record<string, string>> = words.told.articles
  return (
    <ul className="laws">
      {props.articles.map((id) => (
        <li key={id}>
          <p>{names[id] ?? id}</p>
          <p className="quiet">{props.holding.includes(id) ? words.told.holds : words.told.open}</p>
        </li>
      ))}
    </ul>
  )
}
