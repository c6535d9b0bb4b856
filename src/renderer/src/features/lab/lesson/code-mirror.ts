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

/**
 * Typing over several lines, or several lines at once: the browser would merge or part them with styles of its own in
 * the markup, which the page's policy refuses, and reports, before the library puts the lines right again.
 */
function typeOverLines(event: InputEvent, view: EditorView): boolean {
  const { data, inputType } = event
  if (inputType !== 'insertText' || data === null || view.composing) return false
  const { from, to } = targetOf(event, view) ?? view.state.selection.main
  if (view.state.doc.lineAt(from).to >= to && !data.includes('\n')) return false
  const changes = view.state.changes({ from, to, insert: data })
  view.dispatch({
    changes,
    selection: { anchor: changes.mapPos(to, 1) },
    userEvent: 'input.type',
    scrollIntoView: true,
  })
  return true
}

/** @returns what the browser would type over, also where it names no range: the library hears of a new selection later */
function targetOf(event: InputEvent, view: EditorView): { readonly from: number; readonly to: number } | undefined {
  const selection = view.contentDOM.ownerDocument.getSelection()
  const range = event.getTargetRanges()[0] ?? (selection?.rangeCount ? selection.getRangeAt(0) : undefined)
  if (
    range === undefined ||
    ![range.startContainer, range.endContainer].every((node) => view.contentDOM.contains(node))
  )
    return undefined
  const from = view.posAtDOM(range.startContainer, range.startOffset)
  return { from, to: Math.max(from, view.posAtDOM(range.endContainer, range.endOffset)) }
}

/**
 * @param words.hint how the keyboard leaves an editor, in which Tab indents
 * @returns what shows code, and where `onChange` is given lets it be written
 */
export function codeExtensions(
  language: CodeLanguage,
  { label, hint }: { readonly label: string; readonly hint: string },
  onChange?: (code: string) => void,
): Extension {
  const editing =
    onChange === undefined
      ? [EditorState.readOnly.of(true)]
      : [
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          EditorView.domEventHandlers({
            drop: ({ dataTransfer }) => carriesFiles(dataTransfer),
            beforeinput: typeOverLines,
          }),
          EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
        ]
  return [
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({
      'aria-label': label,
      ...(onChange !== undefined && { 'aria-description': hint }),
    }),
    lineNumbers(),
    EditorView.lineWrapping,
    syntaxHighlighting(colours),
    language === 'python' ? python() : javascript({ typescript: language === 'typescript' }),
    pointed,
    editing,
  ]
}
