// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../api.ts'
import { useSpoken } from '../language/language.tsx'
import { tellProblem } from '../problem.ts'
import { keepFile } from './keep-file.ts'

/** A file to keep. Fetched by the page, as a browser that follows a link shows no session. */
export function FileLink(props: { address: string; name?: string; children: ReactNode }): ReactNode {
  const { words } = useSpoken()
  const asked = useMutation({
    mutationFn: () => api.file(props.address),
    onSuccess: ({ content, name }) => keepFile({ content, name: props.name ?? name }),
  })
  return (
    <>
      <a
        href={props.address}
        download
        aria-busy={asked.isPending}
        className="text-target"
        onClick={(event) => {
          event.preventDefault()
          if (!asked.isPending) asked.mutate()
        }}
      >
        {props.children}
      </a>
      {asked.error !== null && <span role="alert"> {tellProblem(asked.error, words).text}</span>}
    </>
  )
}
