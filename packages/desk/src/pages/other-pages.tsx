// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSpoken } from '../language/language.tsx'
import { PageTitle } from '../parts/page-title.tsx'

export function MissingPage(): ReactNode {
  const { words } = useSpoken()
  return (
    <>
      <PageTitle>{words.shell.notFound}</PageTitle>
      <p>
        <Link to="/">{words.card.toList}</Link>
      </p>
    </>
  )
}

export function BrokenPage(): ReactNode {
  const { words } = useSpoken()
  return (
    <>
      <PageTitle>{words.shell.broken}</PageTitle>
      <Button className="button" onPress={() => window.location.reload()}>
        {words.shell.reload}
      </Button>
    </>
  )
}
