// SPDX-License-Identifier: EUPL-1.2
// The tamper matrix of proofs, for the two texts that carry one: a tlog-proof file and an add-checkpoint request.

interface TamperedProof {
  readonly name: string
  readonly text: string
}

/** `text` opens with its number line, after the header of a tlog-proof file, and goes on with hashes. */
export function* tamperedProofs(text: string): Generator<TamperedProof> {
  const end = text.indexOf('\n\n')
  const lines = text.slice(0, end).split('\n')
  const checkpoint = text.slice(end)
  const at = lines.findIndex((line) => /^(index|old) /.test(line))
  const [head, number, hashes] = [lines.slice(0, at), lines[at] ?? '', lines.slice(at + 1)]
  const [word, value] = number.split(' ')
  const assembled = (numberLine: string, proof: readonly string[], rest = checkpoint): string =>
    [...head, numberLine, ...proof].join('\n') + rest

  for (const other of [Number(value) - 1, Number(value) + 1, 2 * Number(value) + 2, 2 ** 32 + Number(value)]) {
    yield { name: `${number}: ${other}`, text: assembled(`${word} ${other}`, hashes) }
  }
  for (const [i, hash] of hashes.entries()) {
    for (const byte of [0, 31])
      yield { name: `hash ${i}: byte ${byte}`, text: assembled(number, hashes.with(i, flipped(hash, byte))) }
    yield { name: `hash ${i}: gone`, text: assembled(number, hashes.toSpliced(i, 1)) }
    yield { name: `hash ${i}: twice`, text: assembled(number, hashes.toSpliced(i, 0, hash)) }
    yield { name: `hash ${i}: cut`, text: assembled(number, hashes.with(i, hash.slice(0, -4))) }
    const next = hashes[i + 1]
    if (next !== undefined)
      yield { name: `hash ${i}: after the next`, text: assembled(number, hashes.with(i, next).with(i + 1, hash)) }
  }
  yield { name: 'no hashes', text: assembled(number, []) }
  yield { name: 'hashes from the top down', text: assembled(number, hashes.toReversed()) }
  const [, , , size = '', root = ''] = checkpoint.split('\n')
  yield {
    name: 'checkpoint: another size',
    text: assembled(number, hashes, checkpoint.replace(`\n${size}\n`, `\n${Number(size) + 1}\n`)),
  }
  yield {
    name: 'checkpoint: another root',
    text: assembled(number, hashes, checkpoint.replace(root, flipped(root, 3))),
  }
  yield { name: 'checkpoint: gone', text: assembled(number, hashes, '\n\n') }
}

function flipped(base64: string, at: number): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes.toString('base64')
}
