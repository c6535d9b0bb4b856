import { useState } from 'react'
import { useStore } from 'zustand'
import { backend, changeSettings } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { Choice } from './choice.tsx'

/** What a person may choose; every change takes effect at once. */
export function SettingsPage() {
  const text = useText()
  const { settings, about } = useStore(backend)
  const [failure, setFailure] = useState<string>()
  const change = (patch: Parameters<typeof changeSettings>[0]): void => {
    changeSettings(patch).then(
      () => setFailure(undefined),
      (cause: unknown) => setFailure(cause instanceof Error ? cause.message : String(cause)),
    )
  }
  const seconds = settings.intervalMs / 1000
  return (
    <article className="document settings">
      <h1>{text('page.settings')}</h1>
      {failure !== undefined && <p role="alert">{text('settings.failed', { message: failure })}</p>}
      <Choice
        title={text('settings.language')}
        value={settings.language}
        onChange={(language) => change({ language })}
        options={[
          ['system', text('settings.system')],
          ['en', 'English'],
          ['zh-CN', '简体中文'],
        ]}
      />
      <Choice
        title={text('settings.theme')}
        value={settings.theme}
        onChange={(theme) => change({ theme })}
        options={[
          ['system', text('settings.system')],
          ['light', text('settings.light')],
          ['dark', text('settings.dark')],
        ]}
      />
      <Choice
        title={text('settings.density')}
        value={settings.density}
        onChange={(density) => change({ density })}
        options={[
          ['compact', text('settings.compact')],
          ['comfortable', text('settings.comfortable')],
        ]}
      />
      <Choice
        title={text('settings.view')}
        value={settings.view}
        onChange={(view) => change({ view })}
        options={[
          ['tree', text('view.tree')],
          ['list', text('view.list')],
        ]}
      />
      <Choice
        title={text('settings.source')}
        value={settings.source}
        onChange={(source) => change({ source })}
        options={[
          ['auto', text('settings.auto')],
          ['ps-list', text('settings.psList')],
        ]}
      />
      <Choice
        title={text('settings.readOnly')}
        value={settings.readOnly ? 'look' : 'act'}
        onChange={(value) => change({ readOnly: value === 'look' })}
        options={[
          ['act', text('settings.mayAct')],
          ['look', text('settings.onlyLook')],
        ]}
      />
      {about?.capabilities.readOnly === true && <p className="hint">{text('settings.readOnlyFlag')}</p>}
      {about?.capabilities.tray === true && (
        <>
          <Choice
            title={text('settings.tray')}
            value={settings.tray ? 'on' : 'off'}
            onChange={(value) => change({ tray: value === 'on' })}
            options={[
              ['off', text('settings.trayOff')],
              ['on', text('settings.trayOn')],
            ]}
          />
          <p className="hint">{text('settings.trayHelp')}</p>
        </>
      )}
      <label className="setting">
        <span>{text('settings.interval')}</span>
        <span className="range">
          <input
            type="range"
            min={250}
            max={10_000}
            step={250}
            value={settings.intervalMs}
            aria-valuetext={text('settings.seconds', { seconds })}
            onChange={(event) => change({ intervalMs: Number(event.target.value) })}
          />
          {/* The slider itself tells readers; an output would say it whenever the page opens. */}
          <span aria-hidden="true">{text('settings.seconds', { seconds })}</span>
        </span>
      </label>
      <label className="setting">
        <span>{text('settings.amqpUrl')}</span>
        <input
          key={settings.amqpUrl}
          type="url"
          placeholder="amqp://localhost:5672"
          defaultValue={settings.amqpUrl}
          onBlur={({ target }) => target.value !== settings.amqpUrl && change({ amqpUrl: target.value.trim() })}
          onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
        />
      </label>
      <p className="hint">{text('settings.amqpUrlHelp')}</p>
      {about !== undefined && (
        <>
          <h2>{text('settings.about')}</h2>
          <p>
            {text('settings.version', {
              version: about.version,
              runtime: about.runtime,
              platform: about.platform,
              architecture: about.architecture,
              pid: String(about.pid),
            })}
          </p>
          <p>{text(about.capabilities.atomicSignals ? 'settings.atomic' : 'settings.notAtomic')}</p>
          {about.capabilities.findWindow !== 'yes' && (
            <p>{text(`settings.findWindow.${about.capabilities.findWindow}`)}</p>
          )}
          {about.capabilities.degraded.map(({ kind, ...values }) => (
            <p key={kind}>{text(`lack.${kind}`, values)}</p>
          ))}
        </>
      )}
    </article>
  )
}
