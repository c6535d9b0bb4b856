import { useState } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useText } from '../../../i18n/use-text.ts'
import { scopes } from './shared-rows.ts'
import { formats } from './table-file.ts'
import type { Share } from './use-share.ts'

/** What of the table is copied or saved, and how it is written. */
export function ShareButton({ share }: { readonly share: Share }) {
  const text = useText()
  const [scope, setScope] = useState<(typeof scopes)[number]>('shown')
  const [format, setFormat] = useState<(typeof formats)[number]>('text')
  return (
    <DialogTrigger>
      <Button className="menu-button">{text('share.title')} ▾</Button>
      <Popover placement="bottom end">
        <Dialog className="panel share" aria-label={text('share.title')}>
          {({ close }) => (
            <>
              <fieldset>
                <legend>{text('share.what')}</legend>
                {scopes.map((each) => (
                  <label key={each} className="checkbox">
                    <input type="radio" name="scope" checked={scope === each} onChange={() => setScope(each)} />
                    {text(`share.${each}`)}
                  </label>
                ))}
              </fieldset>
              <fieldset>
                <legend>{text('share.how')}</legend>
                {formats.map((each) => (
                  <label key={each} className="checkbox">
                    <input type="radio" name="format" checked={format === each} onChange={() => setFormat(each)} />
                    {text(`share.${each}`)}
                  </label>
                ))}
              </fieldset>
              <div className="buttons">
                <button
                  type="button"
                  onClick={() => {
                    share.save(scope, format)
                    close()
                  }}
                >
                  {text('share.save')}
                </button>
                <button
                  type="button"
                  className="primary"
                  onClick={() => {
                    share.copy(scope, format)
                    close()
                  }}
                >
                  {text('share.copy')}
                </button>
              </div>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
