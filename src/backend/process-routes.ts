import { setImmediate, setTimeout as delay } from 'node:timers/promises'
import { implement } from '@orpc/server'
import { splitEvent } from '../core/processes/event-parts.ts'
import { contract } from '../shared/contract/index.ts'
import { maskProcess } from './mask-process.ts'
import { endOf, type RouterParts } from './router-parts.ts'
import { showEffect } from './show-effect.ts'
import { createTableNews } from './table-news.ts'
import { untilEnded } from './until-ended.ts'

/** So many whole rows cost the event loop a few milliseconds, and so many of which a few fields have changed. */
const atOnce = { rows: 25, changed: 250 }

/** A page draws its first rows so long; those that follow would take the CPUs from it. */
const firstDrawnMs = 120

/** Handlers of `contract.processes`. */
export function createProcessRoutes({ table, signaller, tuner, windows, readOnly }: RouterParts) {
  const os = implement(contract.processes)
  const graces = new Map<string, AbortController>()
  return {
    list: os.list.handler(async ({ input }) => {
      const { at, processes, sample } = await table.list(input.facts)
      return { at, sample, processes: input.secrets === 'shown' ? [...processes] : processes.map(maskProcess) }
    }),
    watch: os.watch.handler(async function* ({ input, signal }) {
      const newsOf = createTableNews(input.secrets)
      const end = endOf(signal)
      let told = 0
      for await (const event of table.watch(end, input.facts, true)) {
        const isPart = event.kind !== 'trouble' && event.more === true
        const parts = splitEvent(event, atOnce.rows, atOnce.changed)
        for (const [index, part] of parts.entries()) {
          // Masking and writing thousands of rows at once would block every other answer.
          if (told === 1) await delay(firstDrawnMs, undefined, { signal: end }).catch(() => undefined)
          else if (index > 0) await setImmediate()
          told += 1
          const news = newsOf(part)
          yield isPart || index < parts.length - 1 ? { ...news, more: true } : news
        }
      }
    }),
    commandLine: os.commandLine.handler(async ({ input, errors }) => {
      const command = await table.commandLine(input)
      if (command === undefined) throw errors.NOT_FOUND()
      return { command: [...command] }
    }),
    plan: os.plan.handler(({ input }) => signaller.plan(input)),
    signal: os.signal.handler(async ({ input, errors }) => {
      const leave = readOnly()
      if (leave !== undefined) {
        throw errors.READ_ONLY({ message: `This Forkscope is read-only: nothing can be signalled. ${leave}` })
      }
      const signal = signaller.parse(input.signal)
      if (signal.kind === 'unknown') {
        const hint = signal.nearest === undefined ? '' : ` The nearest is ${signal.nearest}.`
        throw errors.UNKNOWN_SIGNAL({
          message: `This system has no signal "${input.signal}".${hint}`,
          data: { signal: input.signal, nearest: signal.nearest },
        })
      }
      const { grace, ...request } = input
      const waiting = new AbortController()
      if (grace !== undefined) graces.set(grace, waiting)
      try {
        const results = await signaller.signal({ ...request, signal: signal.name }, waiting.signal)
        showEffect(table)
        return { results: [...results] }
      } finally {
        if (grace !== undefined) graces.delete(grace)
      }
    }),
    stopGrace: os.stopGrace.handler(({ input }) => graces.get(input.grace)?.abort()),
    untilEnded: os.untilEnded.handler(async ({ input, signal, errors }) => {
      const end = await untilEnded(table, input, endOf(signal))
      if (end === undefined) throw errors.NOT_FOUND()
      return end
    }),
    findWindow: os.findWindow.handler(async ({ signal, errors }) => {
      try {
        return await windows.find(endOf(signal))
      } catch (cause) {
        throw errors.FAILED({ message: cause instanceof Error ? cause.message : String(cause), cause })
      }
    }),
    scheduling: os.scheduling.handler(async ({ input, errors }) => {
      const scheduling = await tuner.scheduling(input)
      if (scheduling === undefined) throw errors.NOT_FOUND()
      return scheduling
    }),
    adjust: os.adjust.handler(async ({ input, errors }) => {
      const leave = readOnly()
      if (leave !== undefined) {
        throw errors.READ_ONLY({ message: `This Forkscope is read-only: nothing can be changed. ${leave}` })
      }
      const results = await tuner.adjust(input)
      table.refresh()
      return { results: [...results] }
    }),
  }
}
