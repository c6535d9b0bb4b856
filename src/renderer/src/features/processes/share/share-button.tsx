import { useState } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { usePanel } from '../panels.ts'
import { view } from '../view-store.ts'
import { scopes, type Scope } from './shared-rows.ts'
import { formats } from './table-file.ts'
import type { Share } from './use-share.ts'

/** What of the table is copied or saved, and how it is written. */
export function ShareButton({ share }: { readonly share: Share }) {
  const text = useText()
  const marked = useStore(view, (state) => state.marked)
  const [chosen, setScope] = useState<{ readonly scope: Scope; readonly marked: typeof marked }>()
  // Several that are marked are what is meant, until something else is chosen for them.
  const scope = chosen?.marked === marked ? chosen.scope : marked.size > 1 ? 'meant' : (chosen?.scope ?? 'shown')
  const [format, setFormat] = useState<(typeof formats)[number]>('text')
  return (
    <DialogTrigger {...usePanel('share')}>
      <Button className="menu-button">
        {text('share.title')} <span aria-hidden="true">▾</span>
      </Button>
      <Popover placement="bottom end">
        <Dialog className="panel share" aria-label={text('share.title')}>
          {({ close }) => (
            <>
              <fieldset>
                <legend>{text('share.what')}</legend>
                {scopes.map((each) => (
                  <label key={each} className="checkbox">
                    <input
                      type="radio"
                      name="scope"
                      checked={scope === each}
                      onChange={() => setScope({ scope: each, marked })}
                    />
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
