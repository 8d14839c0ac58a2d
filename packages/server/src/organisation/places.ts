// SPDX-License-Identifier: EUPL-1.2
import { type PlaceOf, placesIn } from './document.ts'
import type { Organisation } from './organisation.ts'
import type { Place } from './problem.ts'

/** Where values stand in the files of an organisation that was read. */
export interface Places {
  /** `at('organisation.yaml', ['agents', 0, 'system'])` */
  at(file: string, path: readonly PropertyKey[]): Place
  /** In the file of the system or task with this id, whatever that file is named. */
  of(directory: 'systems' | 'tasks', id: string, path: readonly PropertyKey[]): Place
}

/** A file is parsed again only once something in it has to be pointed at. */
export function placesOf({ documents }: Pick<Organisation, 'documents'>): Places {
  const known = new Map<string, PlaceOf>()
  const at: Places['at'] = (file, path) => {
    const placeOf = known.get(file) ?? placesIn(file, documents.find(({ name }) => name === file)?.text ?? '')
    known.set(file, placeOf)
    return placeOf(path)
  }
  const of: Places['of'] = (directory, id, path) => {
    const document = documents.find((one) => one.id === id && one.name.startsWith(`${directory}/`))
    return document === undefined ? { file: `${directory}/${id}.yaml` } : at(document.name, path)
  }
  return { at, of }
}
