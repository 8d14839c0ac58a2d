// SPDX-License-Identifier: EUPL-1.2
import type { Document } from '../document.ts'
import { gap, list, text } from '../document.ts'

/** Texts that try to become markup, in every language that a paper is written in. */
export const hostile = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '[click](javascript:alert(1)) ![x](https://evil.example/x.png)',
  '# heading\n\n## another\n\n---\n\n```\ncode\n```',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '1. one\n2) two\n+ three\n- four\n> five',
  '&lt;b&gt; &#60;i&#62; \\<u>',
  'END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:more',
  '=HYPERLINK("https://evil.example")',
  '\u{202e}gpj.exe\u{200b}\u{0}\u{7}\u{1b}[31mred\u{feff}\u{d800}',
  'BT (x) Tj ET endstream endobj << /OpenAction << /S /JavaScript >> >>',
] as const

export function documentWith(value: string): Document {
  return {
    language: 'nl',
    title: value,
    notice: value,
    about: [{ name: value, value }],
    coverage: [value],
    sections: [
      {
        title: value,
        source: value,
        blocks: [
          text(value, 'declared'),
          list([value, value], 'seen'),
          { kind: 'table', head: [value, 'B'], rows: [[value, value]], from: 'derived' },
          gap(value, value),
        ],
        sections: [{ title: value, blocks: [text(value), list([]), { kind: 'table', head: ['A'], rows: [] }] }],
      },
    ],
  }
}
