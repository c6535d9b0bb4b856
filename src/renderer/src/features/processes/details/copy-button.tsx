import { useState } from 'react'
import { useText } from '../../../i18n/use-text.ts'

/** Copies a text, and says that it has. */
export function CopyButton({ words, label }: { readonly words: string; readonly label: string }) {
  const text = useText()
  const [copied, setCopied] = useState<string>()
  const copy = (): void => {
    navigator.clipboard.writeText(words).then(
      () => setCopied(words),
      () => setCopied(undefined),
    )
  }
  return (
    <button type="button" className="copy" aria-label={`${text('details.copy')}: ${label}`} onClick={copy}>
      {text(copied === words ? 'details.copied' : 'details.copy')}
    </button>
  )
}
