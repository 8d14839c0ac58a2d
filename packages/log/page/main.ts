// SPDX-License-Identifier: EUPL-1.2
// The verifier for somebody who has a browser and nothing else. It reads what the reader gives it, asks the package
// beside it, and shows the answer; it decides nothing itself, and can reach nothing outside this page.
import { verifyEd25519 } from '../src/ed25519.ts'
import { printable } from '../src/words/tell.ts'
import type { Language } from '../src/words/words.ts'
import { check, type Outcome } from './check.ts'
import { element, find } from './dom.ts'
import { readDrop } from './drop.ts'
import { folderOf, type Subject } from './files.ts'
import { chooseWith, Given } from './given.ts'
import { showDetails, showVerdict } from './show.ts'
import { showingIn } from './showing.ts'
import { textNames } from './words.ts'

/** How often the reader sees how far a long log is. */
const progressEveryMs = 100

let showing = showingIn('en')
let subject: Subject | undefined
let dropWasRefused = false
let result: { readonly outcome: Outcome; readonly at: Date } | 'running' | 'nothing-chosen' | 'defect' | undefined
/** Which check is the newest: an answer to an older question is not shown. */
let run = 0

const subjectLine = find('subject', HTMLElement)
const verdict = find('verdict', HTMLElement)
const details = find('details', HTMLElement)
const progress = find('progress', HTMLElement)
const key = find('key', HTMLTextAreaElement)

/** An answer belongs to what was asked: once that changes, it is gone. */
function changed(): void {
  run++
  result = undefined
  show()
}

const keyFile = new Given('key', 'key-file', changed)
const kept = new Given('kept', 'kept', changed)
const entry = new Given('entry', 'entry', changed)

function choose(chosen: Subject | undefined): void {
  dropWasRefused = chosen === undefined
  subject = chosen
  changed()
}

function show(): void {
  const { own, language } = showing
  document.documentElement.lang = language
  document.title = own.texts.title
  for (const name of textNames) {
    for (const place of document.querySelectorAll(`[data-text="${name}"]`)) place.textContent = own.texts[name]
  }
  for (const id of ['english', 'dutch'])
    find(id, HTMLButtonElement).setAttribute('aria-pressed', String((id === 'dutch') === (language === 'nl')))
  subjectLine.textContent = dropWasRefused ? own.dropRefused : tellSubject()
  find('kept-section', HTMLElement).hidden = subject?.kind !== 'folder'
  find('entry-section', HTMLElement).hidden = subject?.kind !== 'file'
  key.disabled = keyFile.files.length > 0
  showResult()
}

function tellSubject(): string {
  if (subject === undefined) return ''
  const { own } = showing
  return printable(
    subject.kind === 'file'
      ? own.file(subject.file.name, subject.file.size)
      : own.folder(subject.name, subject.files.size),
  )
}

function showResult(): void {
  const { own } = showing
  progress.hidden = result !== 'running'
  if (result === undefined) verdict.replaceChildren()
  else if (typeof result !== 'string') verdict.replaceChildren(showVerdict(result.outcome, showing))
  else {
    const said = { running: own.checking, 'nothing-chosen': own.chooseFirst, defect: own.defect }[result]
    verdict.replaceChildren(element('p', result === 'defect' ? 'problem' : 'quiet', said))
  }
  const shown = typeof result === 'object' ? showDetails(result.outcome, showing, result.at) : []
  details.replaceChildren(...shown)
  find('print', HTMLButtonElement).hidden = shown.length === 0
}

/** Gives what shows how far this check is, at most ten times a second. */
function progressOf(mine: number): (entries: number, total: number) => void {
  let nextMs = 0
  const bar = element('progress', '')
  const said = element('p', 'quiet')
  bar.setAttribute('aria-labelledby', 'result-title')
  progress.replaceChildren(bar, said)
  return (entries, total) => {
    if (mine !== run || performance.now() < nextMs) return
    nextMs = performance.now() + progressEveryMs
    bar.max = total
    bar.value = entries
    said.textContent = showing.words.progress(entries, total)
  }
}

async function start(): Promise<void> {
  const mine = ++run
  if (subject === undefined) {
    result = 'nothing-chosen'
    return showResult()
  }
  result = 'running'
  const onProgress = progressOf(mine)
  showResult()
  find('result', HTMLElement).scrollIntoView({ block: 'nearest' })
  try {
    const trust = keyFile.files[0] ?? key.value
    const asked = { subject, trust, kept: kept.files, entry: entry.files[0] }
    const outcome = await check(asked, onProgress)
    if (mine === run) result = { outcome, at: new Date() }
  } catch (error) {
    console.error(error)
    if (mine === run) result = 'defect'
  }
  if (mine !== run) return
  showResult()
  verdict.scrollIntoView({ block: 'nearest' })
}

function speak(language: Language): void {
  showing = showingIn(language)
  show()
}

function listenToDrops(): void {
  const area = find('drop', HTMLElement)
  // A file that misses the area would otherwise be opened in the place of this page.
  document.addEventListener('dragover', (event) => {
    event.preventDefault()
    area.classList.add('over')
  })
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) area.classList.remove('over')
  })
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    area.classList.remove('over')
    if (event.dataTransfer === null) return
    readDrop(event.dataTransfer).then(choose, () => choose(undefined))
  })
}

/** RFC 8032 §7.1, test 1: an engine that can't verify this can't verify anything. */
async function tryEngine(): Promise<void> {
  const bytes = (hex: string): Uint8Array =>
    Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  const publicKey = bytes('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
  const signature = bytes(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  )
  const isAble = await verifyEd25519(publicKey, new Uint8Array(), signature).catch(() => false)
  const problem = find('engine', HTMLElement)
  problem.hidden = isAble
  if (!isAble) problem.textContent = `${showingIn('en').own.noEngine} · ${showingIn('nl').own.noEngine}`
}

chooseWith('choose-file', 'file', ([file]) => choose(file === undefined ? undefined : { kind: 'file', file }))
chooseWith('choose-folder', 'folder', (files) => choose(folderOf(files)))
key.addEventListener('input', changed)
find('check', HTMLButtonElement).addEventListener('click', () => void start())
find('print', HTMLButtonElement).addEventListener('click', () => print())
addEventListener('beforeprint', () => {
  for (const folded of document.querySelectorAll('details')) folded.open = true
})
find('english', HTMLButtonElement).addEventListener('click', () => speak('en'))
find('dutch', HTMLButtonElement).addEventListener('click', () => speak('nl'))
listenToDrops()
find('app', HTMLElement).hidden = false
speak(/^nl\b/i.test(navigator.language) ? 'nl' : 'en')
void tryEngine()
