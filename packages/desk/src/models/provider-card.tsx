// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Named } from '../api-common.ts'
import { type KnownFact, type ModelRoute, providerFacts } from '../api-supply.ts'
import type { Format } from '../language/format.ts'
import { useSpoken, type Words } from '../language/later.ts'
import { useNames } from '../parts/use-names.ts'
import { visibleLine } from '../visible.ts'

/** One provider: what is known of it, with where and when that was read, and what it serves. */
export function ProviderCard(props: { provider: Named; routes: readonly ModelRoute[] }): ReactNode {
  const { words } = useSpoken()
  const { provider, routes } = props
  const [first] = routes
  if (first === undefined) return null
  const heading = `provider-${provider.id}`
  return (
    <section aria-labelledby={heading} className="sheet">
      <h2 id={heading}>
        {provider.name} <span className="quiet">({provider.id})</span>
      </h2>
      <Zones route={first} />
      <h3>{words.models.facts}</h3>
      <dl className="pairs">
        {providerFacts.map((name) => (
          <div key={name}>
            <dt>{words.models.names[name]}</dt>
            <dd>
              <Fact name={name} fact={first.facts[name]} />
            </dd>
          </div>
        ))}
      </dl>
      <h3>{words.models.models}</h3>
      <ul className="laws">
        {routes.map((route) => (
          <Model key={route.route} route={route} />
        ))}
      </ul>
    </section>
  )
}

function Zones({ route: { ownedWithin, processedWithin } }: { route: ModelRoute }): ReactNode {
  const { words, format } = useSpoken()
  const { models } = words
  const zoneNames: Readonly<Record<string, string>> = models.zones
  // The narrowest stands last, and says the most.
  const named = (zones: readonly string[]): string | undefined => {
    const narrowest = zones.at(-1)
    return narrowest === undefined ? undefined : (zoneNames[narrowest] ?? format.country(narrowest.toUpperCase()))
  }
  const [owned, processed] = [named(ownedWithin), named(processedWithin)]
  return (
    <>
      {owned !== undefined && <p>{models.ownedWithin(owned)}</p>}
      <p>{processed === undefined ? models.noZone : models.processedWithin(processed)}</p>
    </>
  )
}

function Fact(props: { name: (typeof providerFacts)[number]; fact: KnownFact | undefined }): ReactNode {
  const { words, format } = useSpoken()
  const { name, fact } = props
  if (fact === undefined) {
    return (
      <>
        <span className="chip chip-wait">{words.models.unknown}</span> {words.models.unknownHelp}
      </>
    )
  }
  return (
    <>
      {factText(name, fact.is, words, format)}{' '}
      <span className="quiet">({words.models.source(fact.source, format.day(fact.asOf))})</span>
    </>
  )
}

function factText(name: string, is: KnownFact['is'], { models }: Words, format: Format): string {
  if (typeof is === 'boolean') return is ? models.yes : models.no
  if (typeof is === 'number') return name === 'retentionDays' ? models.days(is) : format.number(is)
  const all = typeof is === 'string' ? [is] : is
  const isCountries = name === 'jurisdiction' || name === 'processedIn'
  return all.length === 0 ? models.nobody : all.map((one) => (isCountries ? format.country(one) : one)).join(', ')
}

function Model({ route: { model, admitted, served } }: { route: ModelRoute }): ReactNode {
  const { words, format } = useSpoken()
  const nameOf = useNames()
  const { models } = words
  return (
    <li>
      <p>
        <strong>{model}</strong>
      </p>
      <p>
        {admitted === undefined ? (
          <span className="chip chip-no">{models.notAdmitted}</span>
        ) : (
          models.admitted(nameOf(admitted.by), format.day(admitted.on))
        )}
      </p>
      <p className="quiet">
        {served === undefined ? (
          models.neverServed
        ) : (
          <>
            {models.servedAs} <code>{visibleLine(served.model)}</code>
            {served.fingerprint !== '' && (
              <>
                , {models.fingerprint} <code>{visibleLine(served.fingerprint)}</code>
              </>
            )}
            , {models.since(format.time(served.since))}
          </>
        )}
      </p>
    </li>
  )
}
