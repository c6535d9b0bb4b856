/**
 * Tells once when this process has nothing left to do. The program's own listeners of `beforeExit` may find it something,
 * as Node allows: they are heard first, and again for as long as they do.
 * @param told gets the exit status that Node would end with
 */
export function whenOutOfWork(told: (code: number) => void): void {
  let fruitless = false
  const emit = process.emit.bind(process)
  const look = (code: number): void => {
    if (process.listenerCount('beforeExit') === 1) return finish(code)
    // What is listed now keeps nothing alive: pipes for output, which are opened when they are asked for first.
    void [process.stdout, process.stderr]
    const before = process.getActiveResourcesInfo().length
    // This one is the first of the listeners: the others have run then.
    process.nextTick(() => {
      fruitless = process.getActiveResourcesInfo().length <= before
      // Even with nothing to do, one more turn: Node asks again after it. What it cannot list, such as work in a thread,
      // comes to its end before.
      setImmediate(() => {})
    })
    return undefined
  }
  const finish = (code: number): void => {
    fruitless = false
    process.off('beforeExit', look)
    told(code)
  }
  process.on('beforeExit', look)
  // Node would not have taken that turn: nobody else hears of its end.
  Reflect.set(process, 'emit', (...args: unknown[]): unknown => {
    if (args[0] !== 'beforeExit' || !fruitless) return Reflect.apply(emit, undefined, args)
    finish(Number(args[1]))
    return true
  })
}
