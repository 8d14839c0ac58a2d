// SPDX-License-Identifier: EUPL-1.2

/** Letters that Unicode doesn't decompose into a plain letter and a mark. */
const plain: Readonly<Record<string, string>> = {
  ...{ ı: 'i', İ: 'I', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ŋ: 'n', Ŋ: 'N', ŧ: 't', Ŧ: 'T' },
  ...{ '‐': '-', '‑': '-', '−': '-', '≤': '<=', '≥': '>=', '→': '->', '\u{202f}': ' ', '\u{2009}': ' ' },
}

/** Windows-1252 beyond Latin-1: what the fonts that every PDF reader has can show. */
const windows1252 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const shown = new RegExp(`^[\\x20-\\x7E\\xA0-\\xFF${windows1252}]$`)

/** A text in West European letters: the nearest letter where there is one, otherwise `?`, with how many those are. */
export function latinOf(value: string): { readonly text: string; readonly replaced: number } {
  let replaced = 0
  const letters = Array.from(value.normalize('NFC'), (letter) => {
    if (shown.test(letter)) return letter
    replaced++
    const near = plain[letter] ?? letter.normalize('NFD').replaceAll(/\p{M}/gu, '')
    return near !== '' && Array.from(near).every((one) => shown.test(one)) ? near : '?'
  })
  return { text: letters.join(''), replaced }
}
