import type { words as english } from '../i18n/en/words.ts'
import { messages } from '../i18n/use-text.ts'

type WordsOf = keyof typeof english

/** By the id of a command, or by how the ids of several begin. */
const commands: readonly (readonly [begins: string, words: WordsOf])[] = [
  ['theme-', 'words.theme'],
  ['theme-dark', 'words.dark'],
  ['theme-light', 'words.light'],
  ['language-', 'words.language'],
  ['language-en', 'words.english'],
  ['language-zh', 'words.chinese'],
  ['save-', 'words.save'],
  ['copy-', 'words.copy'],
  ['share', 'words.save'],
  ['density', 'words.density'],
  ['find', 'words.find'],
  ['terminate', 'words.terminate'],
  ['kill', 'words.kill'],
  ['suspend', 'words.suspend'],
  ['resume', 'words.resume'],
  ['nice', 'words.nice'],
  ['affinity', 'words.affinity'],
  ['port', 'words.port'],
  ['watch', 'words.watch'],
  ['details', 'words.details'],
  ['columns', 'words.columns'],
  ['keep', 'words.keep'],
  ['shortcuts', 'words.shortcuts'],
  ['page-settings', 'words.settings'],
  ['page-machine', 'words.machine'],
  ['page-lab', 'words.lab'],
]

/** @returns other words by which a command is found: of every language, as a person may not read the one that is shown */
export function wordsFor(id: string): string {
  const found = commands.flatMap(([begins, words]) => (id.startsWith(begins) ? words : []))
  return found.flatMap((words) => Object.values(messages).map((texts) => texts[words])).join(' ')
}

interface Named {
  readonly id: string
  readonly title: string
}

type Contains = (text: string, part: string) => boolean

/**
 * @param contains whether a text holds another, whatever the case
 * @returns gives the ids of the commands that are meant: by what was typed, by each word of it, or else by other words. These
 * come last: who goes on by Enter takes what its title promised.
 */
export function createFinder(all: readonly Named[], contains: Contains): (typed: string) => ReadonlySet<string> {
  // Asked once for each command: all are answered together.
  let last: { readonly typed: string; readonly ids: ReadonlySet<string> } | undefined
  return (typed) => {
    if (last?.typed !== typed) last = { typed, ids: foundBy(typed, all, contains) }
    return last.ids
  }
}

function foundBy(typed: string, all: readonly Named[], contains: Contains): ReadonlySet<string> {
  const parts = typed.trim().split(/\s+/)
  const ways: readonly ((command: Named) => boolean)[] = [
    ({ title }) => contains(title, typed),
    ({ title }) => parts.length > 1 && parts.every((part) => contains(title, part)),
    ({ id, title }) => parts.every((part) => contains(`${title} ${wordsFor(id)}`, part)),
  ]
  for (const way of ways) {
    const found = all.filter(way)
    if (found.length > 0) return new Set(found.map(({ id }) => id))
  }
  return new Set()
}
