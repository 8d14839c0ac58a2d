// SPDX-License-Identifier: EUPL-1.2
import type { Person, Role } from '../organisation/index.ts'

/** What a person may do. To decide a case one must also be a member of its body, which the oversight room checks. */
export type Act =
  | 'read'
  | 'decide'
  | 'stop'
  | 'resume'
  | 'start-run'
  | 'settle'
  /** Handing in what an outside body states; its signature, not this person, says that it is true. */
  | 'state'
  | 'load-organisation'
  /** Deciding past calls again under other rules, and seeing what a decision was based on: both open what is sealed. */
  | 'review-decisions'
  /** Handing what is sealed to somebody outside, with what proves it. */
  | 'hand-over'
  | 'admit-tool'
  /** Making keys for agents. */
  | 'issue-agent-key'
  /** Making keys for other people. Whoever does can act in their name until they make a key of their own. */
  | 'issue-person-key'
  /** Cutting off another person. Everyone who may stop can cut off an agent's key, and everyone their own. */
  | 'revoke-person-key'
  /** Destroying what is sealed under a subject, for good. */
  | 'erase'
  | 'remove-label'
  /** Answering questions about a system, and letting it leave the test stage. */
  | 'register'
  /** Assessing a system, or accepting it; the register looks at who the person is to the system. */
  | 'assess'
  /** Opening the file of an incident and adding to it: for everyone who notices something. */
  | 'raise-incident'
  /** Recording who was told of an incident, and closing its file. */
  | 'handle-incident'

const acts: Readonly<Record<Role, readonly Act[]>> = {
  owner: [
    'read',
    'stop',
    'resume',
    'start-run',
    'settle',
    'state',
    'load-organisation',
    'review-decisions',
    'hand-over',
    'admit-tool',
    'issue-agent-key',
    'issue-person-key',
    'revoke-person-key',
    'erase',
    'remove-label',
    'register',
    'assess',
    'raise-incident',
    'handle-incident',
  ],
  operator: [
    'read',
    'stop',
    'resume',
    'start-run',
    'settle',
    'state',
    'issue-agent-key',
    'revoke-person-key',
    'register',
    'assess',
    'raise-incident',
    'handle-incident',
  ],
  reviewer: ['read', 'stop', 'decide', 'assess', 'raise-incident'],
  auditor: ['read', 'review-decisions', 'hand-over', 'assess', 'raise-incident'],
}

export function may(person: Person, act: Act): boolean {
  return person.roles.some((role) => acts[role].includes(act))
}

/** Everything that the person may do: a page shows only the buttons that work. */
export function actsOf(person: Person): readonly Act[] {
  return [...new Set(person.roles.flatMap((role) => acts[role]))]
}
