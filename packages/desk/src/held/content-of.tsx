// SPDX-License-Identifier: EUPL-1.2
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import { useSpoken } from '../language/later.ts'
import { Loading } from '../parts/loading.tsx'
import { UnseenText } from '../parts/unseen-text.tsx'

/** What is sealed, opened a page at a time, once somebody asks for it; nothing of it is kept after the page is left. */
export function ContentOf({ subject }: { subject: string }): ReactNode {
  const { words, format } = useSpoken()
  const [isOpen, setIsOpen] = useState(false)
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ['held', subject, 'content'],
    queryFn: ({ pageParam }) => api.held({ subject, from: pageParam, isOpen: true }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    enabled: isOpen,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const entries = isOpen ? (data?.pages.flatMap((page) => page.entries) ?? []) : []
  return (
    <>
      <p>
        <Button className="button" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
          {isOpen ? words.held.hide : words.held.show}
        </Button>
      </p>
      {isOpen && data === undefined && <Loading error={error} />}
      {entries.map(({ index, at, kind, fields = [] }) => (
        <details key={index}>
          <summary>
            {index} · {format.time(at)} · <code>{kind}</code>
          </summary>
          {fields.map(({ name, tooLong, value, parts = [] }) => (
            <section key={name} aria-label={name}>
              <p>
                <code>{name}</code>
              </p>
              {tooLong === undefined ? (
                <pre className="held-content">
                  <UnseenText text={[value, ...parts].map((one) => JSON.stringify(one, null, 2)).join('\n')} />
                </pre>
              ) : (
                <p className="quiet">{words.held.tooLong(format.bytes(tooLong))}</p>
              )}
            </section>
          ))}
        </details>
      ))}
      {isOpen && hasNextPage && (
        <p>
          <Button className="button" isDisabled={isFetching} onPress={() => void fetchNextPage()}>
            {words.held.more}
          </Button>
        </p>
      )}
    </>
  )
}
