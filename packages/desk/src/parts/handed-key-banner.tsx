// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { useMe } from './me.ts'

/** Whoever made a key in somebody's name can act in it: that person hears so, until only they know their keys. */
export function HandedKeyBanner(): ReactNode {
  const { words } = useSpoken()
  const { madeByOthers = [] } = useMe()
  if (madeByOthers.length === 0) return null
  return (
    <p className="banner banner-warning">
      {words.shell.handedKey(madeByOthers.map(({ name }) => name).join(', '))}{' '}
      <Link to="/keys">{words.shell.keys}</Link>
    </p>
  )
}
