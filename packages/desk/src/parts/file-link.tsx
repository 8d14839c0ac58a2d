// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../api.ts'
import type { Fetched } from '../api-call.ts'
import { useSpoken } from '../language/language.tsx'
import { tellProblem } from '../problem.ts'

/** A file to keep. Fetched by the page, as a browser that follows a link shows no session. */
export function FileLink(props: { address: string; name?: string; children: ReactNode }): ReactNode {
  const { words } = useSpoken()
  const asked = useMutation({
    mutationFn: () => api.file(props.address),
    onSuccess: ({ content, name }) => keep({ content, name: props.name ?? name }),
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

function keep({ content, name }: Fetched): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
