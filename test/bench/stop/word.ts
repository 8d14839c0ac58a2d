// SPDX-License-Identifier: EUPL-1.2
const choices = [{ index: 0, delta: { content: 'word ' } }]

/** One event of a model's stream. */
export const word = `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', model: 'bench', choices })}\n\n`
