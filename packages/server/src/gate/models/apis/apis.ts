// SPDX-License-Identifier: EUPL-1.2
import type { ModelApiName } from '../../../organisation/index.ts'
import type { ModelApi } from './api.ts'
import { chat } from './chat.ts'
import { embeddings } from './embeddings.ts'
import { messages } from './messages.ts'
import { responses } from './responses.ts'

/** Every API that agents may speak to the gate, and the gate to a provider. */
export const apis = { chat, responses, embeddings, messages } as const satisfies Record<ModelApiName, ModelApi>
