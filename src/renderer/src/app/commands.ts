import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import type { LessonSummary } from '../../../shared/contract/lab.ts'
import { chips } from '../features/processes/filters.ts'
import { whenShown } from '../features/processes/page-actions.ts'
import { processes } from '../features/processes/process-store.ts'
import { useSavedViews } from '../features/processes/saved/use-saved-views.ts'
import { useIsTree } from '../features/processes/use-is-tree.ts'
import { useKeep } from '../features/processes/use-keep.ts'
import { setFilter, view } from '../features/processes/view-store.ts'
import { backend, isReadOnly } from '../host/backend-store.ts'
import { useText } from '../i18n/use-text.ts'
import type { PageName } from './navigation.tsx'
import { useRowCommands } from './row-commands.ts'
import { useSettingsCommands } from './settings-commands.ts'
import { toolbarCommands } from './share-commands.ts'
import { useWindowCommand } from './window-command.ts'

export interface Command {
  readonly id: string
  readonly title: string
  /** The key that does the same. */
  readonly keys?: string
  readonly run: () => void
}

export interface CommandGroup {
  readonly title: string
  readonly commands: readonly Command[]
}

interface Frame {
  readonly onPage: (page: PageName) => void
  readonly onLesson: (lesson: string) => void
  readonly onShortcuts: () => void
}

/** @returns everything that the palette offers now, by kind */
export function useCommands({ onPage, onLesson, onShortcuts }: Frame): readonly CommandGroup[] {
  const text = useText()
  const lessons = useLessons()
  const { locale } = useIntl()
  const saved = useSavedViews()
  const keep = useKeep()
  const tree = useIsTree()
  const readOnly = useStore(backend, isReadOnly)
  const ofRow = useRowCommands()
  const ofSettings = useSettingsCommands()
  const windowCommand = useWindowCommand(() => onPage('processes'))
  const { settings } = useStore(backend)
  const { paused } = useStore(processes)
  const compact = settings.density === 'compact'
  const onProcesses = (run: () => void) => (): void => {
    onPage('processes')
    run()
  }
  const ofTable: readonly Command[] = [
    { id: 'find', title: text('command.find'), keys: '/', run: onProcesses(() => whenShown((page) => page.find())) },
    ...(readOnly
      ? []
      : [
          {
            id: 'port',
            title: text('action.endPort'),
            run: onProcesses(() => whenShown((page) => page.ask('port'))),
          },
        ]),
    ...windowCommand,
    {
      id: 'pause',
      title: text(paused ? 'view.resume' : 'view.pause'),
      keys: 'p',
      run: () => processes.setState({ paused: !paused }),
    },
    {
      id: 'tree',
      title: text(tree ? 'command.list' : 'command.tree'),
      run: onProcesses(() => view.setState({ tree: !tree })),
    },
    {
      id: 'density',
      title: text(compact ? 'command.comfortable' : 'command.compact'),
      run: () => keep({ density: compact ? 'comfortable' : 'compact' }),
    },
    ...chips.map((chip) => ({
      id: `chip-${chip}`,
      title: text('command.chip', { chip: text(`filter.${chip}`) }),
      run: onProcesses(() => view.setState({ chip })),
    })),
    ...toolbarCommands(onProcesses, text),
    { id: 'shortcuts', title: text('command.shortcuts'), keys: '?', run: onShortcuts },
  ]
  const groups: readonly CommandGroup[] = [
    { title: text('command.selected'), commands: ofRow },
    { title: text('command.table'), commands: ofTable },
    {
      title: text('app.navigation'),
      commands: (['processes', 'machine', 'lab', 'settings'] as const).map((page) => ({
        id: `page-${page}`,
        title: text(`page.${page}`),
        run: () => onPage(page),
      })),
    },
    { title: text('page.settings'), commands: ofSettings },
    {
      title: text('savedViews.title'),
      commands: saved.views.map(({ name }) => ({
        id: `view-${name}`,
        title: name,
        run: onProcesses(() => saved.apply(name)),
      })),
    },
    {
      title: text('savedFilters.title'),
      commands: settings.savedFilters.map(({ name, query }) => ({
        id: `filter-${name}`,
        title: name,
        run: onProcesses(() => setFilter(query)),
      })),
    },
    {
      title: text('command.lessons'),
      commands: lessons.map(({ id, title }) => ({
        id: `lesson-${id}`,
        title: `${id.slice(0, 2)} ${title[locale === 'zh-CN' ? 'zh-CN' : 'en']}`,
        run: () => onLesson(id),
      })),
    },
  ]
  return groups.filter(({ commands }) => commands.length > 0)
}

/** As they were when the palette was open last: who types fast must not be ahead of the answer. */
let lastLessons: readonly LessonSummary[] = []

/** Asked for when the palette opens. */
function useLessons(): readonly LessonSummary[] {
  const client = useStore(backend, (state) => state.client)
  const [lessons, setLessons] = useState(lastLessons)
  useEffect(() => {
    let isCurrent = true
    client?.lab.list().then(
      (list) => {
        lastLessons = list
        if (isCurrent) setLessons(list)
      },
      // Without the lab the palette offers everything else.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [client])
  return lessons
}
