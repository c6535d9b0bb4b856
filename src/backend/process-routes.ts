import { setImmediate } from 'node:timers/promises'
import { implement } from '@orpc/server'
import { splitEvent } from '../core/processes/event-parts.ts'
import { contract } from '../shared/contract/index.ts'
import { maskEvent, maskProcess } from './mask-events.ts'
import { endOf, type RouterParts } from './router-parts.ts'
import { showEffect } from './show-effect.ts'
import { untilEnded } from './until-ended.ts'

/** So many rows cost the event loop a few milliseconds. */
const rowsAtOnce = 25

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
      for await (const event of table.watch(endOf(signal), input.facts)) {
        const parts = splitEvent(event, rowsAtOnce)
        for (const [index, part] of parts.entries()) {
          // Masking, validating and writing thousands of rows at once would block every other answer.
          if (index > 0) await setImmediate()
          const shown = input.secrets === 'shown' ? part : maskEvent(part)
          yield index < parts.length - 1 ? { ...shown, more: true } : shown
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
