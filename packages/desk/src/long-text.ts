// SPDX-License-Identifier: EUPL-1.2

/** What is drawn of a text, or of a list, before somebody asks for all of it. */
export const [charactersAtFirst, linesAtFirst] = [20_000, 200]

const charactersOfPiece = 50_000

/** The beginning of a long text, up to the end of a line where one is near. */
export function beginningOf(text: string): string {
  const line = text.lastIndexOf('\n', charactersAtFirst) + 1
  if (line > charactersAtFirst / 2) return text.slice(0, line)
  // Half a character is none.
  return text.slice(0, charactersAtFirst - (text.slice(0, charactersAtFirst).isWellFormed() ? 0 : 1))
}

/** All of it, in pieces of whole lines: a browser lays out those in sight and not the others. */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  let start = 0
  for (;;) {
    const end = text.indexOf('\n', start + charactersOfPiece) + 1
    if (end === 0) break
    pieces.push(text.slice(start, end))
    start = end
  }
  if (start < text.length || pieces.length === 0) pieces.push(text.slice(start))
  return pieces
}
