// SPDX-License-Identifier: EUPL-1.2
// Reads an organisation from a folder of files and checks it as a whole, with errors at their line in Dutch and English,
// so that every other room may trust what it holds. Nothing here writes: loading is an act of a person (P9) that the
// caller records.
// May be imported by every room; imports none.
export { type AlgoritmeregisterEntry, algoritmeregisterEntry } from './algoritmeregister-schema.ts'
export { requireApart } from './apart.ts'
export { dayIn, endOfDay } from './day.ts'
export { OrganisationError, placesIn, readDocument } from './document.ts'
export { doubtsIn } from './doubts.ts'
export { inWords, says } from './in-words.ts'
export type { Issuer, IssuerKey } from './issuer.ts'
export type { Limits, Price } from './limits.ts'
export { loadOrganisation } from './load.ts'
export { type Organisation, type PolicyFile, type Route, routesTo, type Tool } from './organisation.ts'
export { placesOf } from './places.ts'
export { type Place, type Problem, problemAt, problemIn, tellPlace, tellProblem } from './problem.ts'
export type { Model, ModelApiName, Provider } from './provider-schema.ts'
export type {
  Agent,
  Body,
  HttpServer,
  Person,
  Role,
  Settings,
  Source,
  StdioServer,
  System,
  Task,
  ToolServer,
} from './schema.ts'
export { overlaps } from './server-problems.ts'
export { isZone, zonesOf } from './zones.ts'
