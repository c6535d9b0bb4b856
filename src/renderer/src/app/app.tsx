import { useCallback, useEffect } from 'react'
import { IntlProvider } from 'react-intl'
import { useStore } from 'zustand'
import { ProcessPage } from '../features/processes/details/process-page.tsx'
import { ProcessesPage } from '../features/processes/processes-page.tsx'
import { ToastList } from '../features/processes/toast-list.tsx'
import { setFilter } from '../features/processes/view-store.ts'
import { SettingsPage } from '../features/settings/settings-page.tsx'
import { backend } from '../host/backend-store.ts'
import { localeOf, messages } from '../i18n/use-text.ts'
import { useAddress } from './address.ts'
import { CommandPalette } from './command-palette.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { refuseFileDrops } from './refuse-file-drops.ts'
import { useLiveRun } from './use-live-run.ts'
import { useOverlayKeys } from './use-overlay-keys.ts'
import { ConnectionNotice } from './connection-notice.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { LabRoute } from './lab-route.tsx'
import { MachineRoute } from './machine-route.tsx'
import { Navigation } from './navigation.tsx'
import { StatusBar } from './status-bar.tsx'

/** The frame: navigation, one page, status bar. */
export function App() {
  const { status, settings } = useStore(backend)
  const { place, open, openInstead } = useAddress()
  const { page, of } = place
  const openLesson = useCallback((lesson: string) => open('lab', lesson), [open])
  const openLessonInstead = useCallback((lesson: string) => openInstead('lab', lesson), [openInstead])
  const { overlay, setOverlay } = useOverlayKeys()
  const closeOverlay = (): void => setOverlay(undefined)
  const locale = localeOf(settings.language)

  useEffect(refuseFileDrops, [])
  useLiveRun()
  useEffect(() => {
    document.documentElement.lang = locale
    document.documentElement.dataset['theme'] = settings.theme
    document.documentElement.dataset['density'] = settings.density
  }, [locale, settings.theme, settings.density])

  const showInTree = (words: string): void => {
    setFilter(words)
    open('processes')
  }
  return (
    <IntlProvider locale={locale} messages={messages[locale]} defaultLocale="en">
      <ErrorBoundary>
        {status === 'expired' || status === 'no-session' || status === 'connecting' ? (
          <ConnectionNotice status={status} />
        ) : (
          <div className="frame">
            <Navigation page={page} onChange={open} />
            {status === 'disconnected' && <ConnectionNotice status={status} />}
            <main className="page">
              <ErrorBoundary key={`${page} ${page === 'processes' && of !== undefined}`}>
                {page === 'processes' && of === undefined && <ProcessesPage />}
                {page === 'processes' && of !== undefined && (
                  <ProcessPage of={of} onSelect={(key) => open('processes', key)} />
                )}
                {page === 'machine' && <MachineRoute onOpenTable={() => open('processes')} />}
                {page === 'lab' && (
                  <LabRoute
                    place={of}
                    onPlace={openLesson}
                    onPlaceInstead={openLessonInstead}
                    onShowInTree={showInTree}
                  />
                )}
                {page === 'settings' && <SettingsPage />}
              </ErrorBoundary>
            </main>
            <StatusBar />
            {overlay === 'palette' && (
              <CommandPalette
                onPage={open}
                onLesson={openLesson}
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
