import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Locale } from '../../../../../shared/contract/lab.ts'
import { backend } from '../../../host/backend-store.ts'

/** By language; they do not change while the page is open. */
const known = new Map<Locale, ReadonlyMap<string, string>>()

const none: ReadonlyMap<string, string> = new Map()

/**
 * @param wanted whether somebody searches: the texts of all lessons are not loaded before
 * @returns by lesson, what it says and its code, to search in; undefined until they are there, nothing where they could not
 *   be had: titles, questions and the like are searched nevertheless
 */
export function useLessonTexts(wanted: boolean, language: Locale): ReadonlyMap<string, string> | undefined {
  const client = useStore(backend, (state) => state.client)
  const [failed, setFailed] = useState<typeof client>()
  const [, setLoaded] = useState(0)
  useEffect(() => {
    if (!wanted || client === undefined || known.has(language)) return undefined
    let isCurrent = true
    client.lab.texts({ locale: language }).then(
      (texts) => {
        known.set(language, new Map(texts.map(({ lesson, text }) => [lesson, text])))
        if (isCurrent) setLoaded((count) => count + 1)
      },
      // The next connection is asked again.
      () => isCurrent && setFailed(client),
    )
    return () => {
      isCurrent = false
    }
  }, [client, wanted, language])
  return known.get(language) ?? (client !== undefined && failed === client ? none : undefined)
}
