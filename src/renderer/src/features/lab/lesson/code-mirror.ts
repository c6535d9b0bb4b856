import { javascript } from '@codemirror/lang-javascript'
import { python } from '@codemirror/lang-python'
import { defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorState, StateEffect, StateField, type Extension } from '@codemirror/state'
import { Decoration, EditorView, keymap, lineNumbers, type DecorationSet } from '@codemirror/view'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'

export type CodeLanguage = 'typescript' | 'javascript' | 'python'

/** The page's policy lets only styles with this nonce in. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

/** The library's own colours are for light pages only: what they stand for gets a class, and the theme its colour. */
const classes: Readonly<Record<string, string>> = {
  '#708': 'code-keyword',
  '#219': 'code-number',
  '#164': 'code-number',
  '#a11': 'code-string',
  '#e40': 'code-string',
  '#00f': 'code-name',
  '#00c': 'code-name',
  '#30a': 'code-name',
  '#085': 'code-type',
  '#167': 'code-type',
  '#940': 'code-comment',
}
const colours = HighlightStyle.define(
  defaultHighlightStyle.specs.flatMap(({ tag, color }) => {
    const look = classes[String(color)]
    return look === undefined ? [] : [{ tag, class: look }]
  }),
)

/** Lines to point at, from 1: mistakes, and where the run was last seen. */
export const pointAt = StateEffect.define<{
  readonly mistakes: readonly number[]
  readonly line: number | undefined
}>()

const pointed = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    let marks = before.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (!effect.is(pointAt)) continue
      const { doc } = transaction.state
      const { mistakes, line: seen } = effect.value
      const looks = new Map(mistakes.map((line) => [line, 'code-line-mistake']))
      if (seen !== undefined && !looks.has(seen)) looks.set(seen, 'code-line-seen')
      const lines = [...looks].filter(([line]) => line >= 1 && line <= doc.lines).toSorted(([a], [b]) => a - b)
      marks = Decoration.set(lines.map(([line, look]) => Decoration.line({ class: look }).range(doc.line(line).from)))
    }
    return marks
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** A file that is dropped replaces the program: the library would also insert it where it fell. */
const carriesFiles = (dropped: DataTransfer | null): boolean => (dropped?.files.length ?? 0) > 0

/** @returns what shows code, and where `onChange` is given lets it be written */
export function codeExtensions(language: CodeLanguage, label: string, onChange?: (code: string) => void): Extension {
  const editing =
    onChange === undefined
      ? [EditorState.readOnly.of(true)]
      : [
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          EditorView.domEventHandlers({ drop: ({ dataTransfer }) => carriesFiles(dataTransfer) }),
          EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
        ]
  return [
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    lineNumbers(),
    EditorView.lineWrapping,
    syntaxHighlighting(colours),
    language === 'python' ? python() : javascript({ typescript: language === 'typescript' }),
    pointed,
    editing,
  ]
}
