// What a page's main thread did, from Chromium's own trace.

/**
 * @typedef {{ name: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number }} TraceEvent
 *   `dur` is of the clock, `tdur` of the thread's CPU time, both in microseconds
 */

/**
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} during what is traced
 * @returns {Promise<{ atMs: number, durationMs: number, wallMs: number }[]>} the tasks of the page's main thread; CPU time
 *   of the thread where the trace has it, for what another process of the machine takes is not the page's
 */
export async function traceTasks(page, during) {
  const session = await page.context().newCDPSession(page)
  /** @type {TraceEvent[]} */
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => {
    // The protocol's own type has it that all of it is text.
    for (const event of value) events.push(/** @type {any} */ (event))
  })
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  })
  await during()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', () => resolve(undefined)))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const main = mainThread(events)
  return events
    .filter(({ name, pid, tid }) => name === 'RunTask' && `${pid}/${tid}` === main)
    .map(({ ts, dur = 0, tdur = dur }) => ({ atMs: ts / 1000, durationMs: tdur / 1000, wallMs: dur / 1000 }))
}

/**
 * The renderer's main thread is the one that drew frames with scripts.
 * @param {TraceEvent[]} events
 */
function mainThread(events) {
  const counts = new Map()
  for (const { name, pid, tid } of events) {
    if (name === 'FunctionCall') counts.set(`${pid}/${tid}`, (counts.get(`${pid}/${tid}`) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}
