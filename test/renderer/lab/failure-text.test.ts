import { ORPCError } from '@orpc/client'
import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { failureText } from '../../../src/renderer/src/features/lab/refusals.ts'
import { messages, type Text } from '../../../src/renderer/src/i18n/use-text.ts'

const textIn = (locale: 'en' | 'zh-CN'): Text => {
  const { formatMessage } = createIntl({ locale, messages: messages[locale] })
  return (id, values) => formatMessage({ id }, values)
}

describe('what could not be done', () => {
  const message = '([AsyncIdQueue] Queue[1] was closed or aborted while waiting for pulling.)'
  it.each(['connection', 'stop', 'signal'] as const)('%s: never says what a library threw', (kind) => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const said = failureText({ kind, message, cause: new Error(message) }, textIn(locale))
      expect(said).not.toContain('Queue')
      expect(said).toContain('Forkscope')
    }
  })
  it('says what the backend answers', () => {
    const cause = new ORPCError('X', { message: 'No room.' })
    expect(failureText({ kind: 'start', message: cause.message, cause }, textIn('en'))).toContain('No room.')
  })
  it('says in the language of the page where nothing can be kept', () => {
    const data = { folder: '/no/where', error: 'ENOSPC' }
    const cause = new ORPCError('NO_TEMPORARY_FOLDER', { message: 'English.', data })
    const said = failureText({ kind: 'start', message: cause.message, cause }, textIn('zh-CN'))
    expect(said).toMatch(/临时文件夹.*\/no\/where.*ENOSPC/)
    expect(said).not.toContain('English')
  })
})
