// SPDX-License-Identifier: EUPL-1.2
import { Drafts } from './drafts.ts'

export const drafts = new Drafts(() => sessionStorage, Date.now)
