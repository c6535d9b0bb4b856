import { useEffect, useState } from 'react'
import { IntlProvider } from 'react-intl'
import { useStore } from 'zustand'
import { ProcessPage } from '../features/processes/details/process-page.tsx'
import { ProcessesPage } from '../features/processes/processes-page.tsx'
import { ToastList } from '../features/processes/toast-list.tsx'
import { setFilter } from '../features/processes/view-store.ts'
import { SettingsPage } from '../features/settings/settings-page.tsx'
import { backend, keepConnected } from '../host/backend-store.ts'
import { localeOf, messages } from '../i18n/use-text.ts'
import { CommandPalette } from './command-palette.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { refuseFileDrops } from './refuse-file-drops.ts'
import { useLiveRun } from './use-live-run.ts'
import { useOverlayKeys } from './use-overlay-keys.ts'
import { ConnectionNotice } from './connection-notice.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { LabRoute } from './lab-route.tsx'
import { labPlace, useLabAddress } from './lab-address.ts'
import { MachineRoute } from './machine-route.tsx'
import { Navigation, type PageName } from './navigation.tsx'
import { useProcessAddress } from './process-address.ts'
import { StatusBar } from './status-bar.tsx'

/** The frame: navigation, one page, status bar. */
export function App() {
  const { status, settings } = useStore(backend)
  const [page, setPage] = useState<PageName>(() => (labPlace() === undefined ? 'processes' : 'lab'))
  const { place, goTo } = useLabAddress(page === 'lab', () => setPage('lab'))
  const oneProcess = useProcessAddress(page === 'processes', () => setPage('processes'))
  const { overlay, setOverlay } = useOverlayKeys()
  const closeOverlay = (): void => setOverlay(undefined)
  const locale = localeOf(settings.language)

  useEffect(() => void keepConnected(), [])
  useEffect(refuseFileDrops, [])
  useLiveRun()
  useEffect(() => {
    document.documentElement.lang = locale
    document.documentElement.dataset['theme'] = settings.theme
    document.documentElement.dataset['density'] = settings.density
  }, [locale, settings.theme, settings.density])

  const showInTree = (words: string): void => {
    setFilter(words)
    setPage('processes')
  }
  const open = (next: PageName): void => {
    if (oneProcess.place !== undefined && next === 'processes') oneProcess.goTo(undefined)
    setPage(next)
  }
  return (
    <IntlProvider locale={locale} messages={messages[locale]} defaultLocale="en">
      <ErrorBoundary>
        {status === 'expired' || status === 'connecting' ? (
          <ConnectionNotice status={status} />
        ) : (
          <div className="frame">
            <Navigation page={page} onChange={open} />
            {status === 'disconnected' && <ConnectionNotice status={status} />}
            <main className="page">
              <ErrorBoundary key={`${page} ${oneProcess.place === undefined}`}>
                {page === 'processes' && oneProcess.place === undefined && <ProcessesPage />}
                {page === 'processes' && oneProcess.place !== undefined && (
                  <ProcessPage of={oneProcess.place} onSelect={oneProcess.goTo} />
                )}
                {page === 'machine' && <MachineRoute onOpenTable={() => setPage('processes')} />}
                {page === 'lab' && <LabRoute place={place} onPlace={goTo} onShowInTree={showInTree} />}
                {page === 'settings' && <SettingsPage />}
              </ErrorBoundary>
            </main>
            <StatusBar />
            {overlay === 'palette' && (
              <CommandPalette
                onPage={open}
                onLesson={(lesson) => {
                  goTo(lesson)
                  setPage('lab')
                }}
                onShortcuts={() => setOverlay('shortcuts')}
                onClose={closeOverlay}
              />
            )}
            {overlay === 'shortcuts' && <ShortcutSheet onClose={closeOverlay} />}
            <ToastList />
          </div>
        )}
      </ErrorBoundary>
    </IntlProvider>
  )
}
