// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Decided, DecisionFile, Missing } from '../api-decisions.ts'
import { useSpoken } from '../language/later.ts'
import { UnseenText } from '../parts/unseen-text.tsx'
import { ClassChips } from '../register/class-chip.tsx'

export function MissingList({ missing }: { missing: readonly Missing[] }): ReactNode {
  const { language } = useSpoken()
  return (
    <ul className="plain-list bullets">
      {missing.map(({ what, text }) => (
        <li key={`${what} ${text.en}`}>{text[language]}</li>
      ))}
    </ul>
  )
}

export function Evidence({ file }: { file: DecisionFile }): ReactNode {
  const { words, language, format } = useSpoken()
  const { decision, system } = words
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{decision.evidence}</h2>
      <p className="quiet">{decision.evidenceHelp}</p>
      <ul className="laws">
        {file.evidence
          .filter(({ status }) => status === 'applies')
          .map(({ obligation, article, duty, wanted, standing, found, from, isAheadOfLaw }) => (
            <li key={obligation}>
              <p>
                {duty[language]} <cite>{article}</cite>
              </p>
              <p className="case-row-facts">
                <span className={`chip ${standing === 'recorded' ? 'chip-plain' : 'chip-wait'}`}>
                  {decision.standing[standing]}
                </span>
                <span>{isAheadOfLaw ? system.from(format.day(from)) : system.inForce(format.day(from))}</span>
              </p>
              {wanted !== undefined && <p className="quiet">{system.evidence(wanted[language])}</p>}
              {found.map((text) => (
                <p key={text.en}>{text[language]}</p>
              ))}
            </li>
          ))}
      </ul>
    </section>
  )
}

/** Dissent first: it is what whoever decides must not overlook. */
export function Assessors({ file }: { file: DecisionFile }): ReactNode {
  const { words, format } = useSpoken()
  const { decision } = words
  const dissent = file.judgements.filter(({ agrees }) => !agrees)
  const agreeing = file.judgements.filter(({ agrees }) => agrees)
  const { acceptance } = file
  return (
    <section aria-labelledby="assessors">
      <h2 id="assessors">{decision.people}</h2>
      <p>
        {acceptance === undefined
          ? decision.notAccepted
          : decision.accepted(acceptance.by?.name ?? words.system.erased, format.time(acceptance.at))}
      </p>
      <h3>{decision.dissent}</h3>
      {dissent.length === 0 ? <p>{decision.noDissent}</p> : <JudgementList judgements={dissent} />}
      {agreeing.length > 0 && (
        <>
          <h3>{decision.agree}</h3>
          <JudgementList judgements={agreeing} />
        </>
      )}
    </section>
  )
}

function JudgementList({ judgements }: { judgements: DecisionFile['judgements'] }): ReactNode {
  const { words } = useSpoken()
  return (
    <ul className="laws">
      {judgements.map(({ by, role, label, strictest, entry, reason }) => (
        <li key={entry}>
          <p>
            <strong>{by?.name ?? words.system.erased}</strong>, {words.system.judgeRoles[role]}
          </p>
          <p className="case-row-facts">
            <ClassChips system={{ label, strictest }} />
          </p>
          {reason !== undefined && (
            <blockquote>
              <UnseenText text={reason} />
            </blockquote>
          )}
        </li>
      ))}
    </ul>
  )
}

export function Practice({ file }: { file: DecisionFile }): ReactNode {
  const { words, format } = useSpoken()
  const { decision } = words
  return (
    <section aria-labelledby="practice">
      <h2 id="practice">{decision.trials}</h2>
      {file.trials.length === 0 && <p>{decision.noTrials}</p>}
      <ul className="plain-list">
        {file.trials.map(({ entry, what, at, worstMs }) => (
          <li key={entry}>
            {format.time(at)}: {decision.trial[what]}
            {worstMs !== undefined && `, ${decision.worst(format.number(worstMs))}`}
          </li>
        ))}
      </ul>
      <p>{decision.traffic(format.number(file.calls.seen), format.number(file.calls.passed))}</p>
      <h3>{decision.incidents}</h3>
      {file.openIncidents.length === 0 && <p>{decision.noIncidents}</p>}
      <ul className="plain-list">
        {file.openIncidents.map((id) => (
          <li key={id}>
            <Link to="/incidents/$id" params={{ id }} className="text-target">
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Earlier({ decisions }: { decisions: readonly Decided[] }): ReactNode {
  const { words, format } = useSpoken()
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{words.decision.earlier}</h2>
      {decisions.length === 0 && <p>{words.decision.noEarlier}</p>}
      <ul className="laws">
        {decisions.map(({ entry, decision, at, by, reason }) => (
          <li key={entry}>
            <p>
              {format.time(at)}: <strong>{words.decision.decided[decision]}</strong>{' '}
              {words.stop.by(by?.name ?? words.system.erased)}
            </p>
            {reason !== undefined && (
              <blockquote>
                <UnseenText text={reason} />
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
