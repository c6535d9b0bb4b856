import { Event, main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { bar, foo } from './targets.ts'

main(import.meta, async () => {
  const unitSeconds = 1 / parameter('speed')
  const [fooReady, barReady] = [new Event(), new Event()]
  const p1 = new Process({ target: foo, args: [fooReady, unitSeconds], name: 'foo', daemon: true })
  const p2 = new Process({
    target: bar,
    args: [barReady, unitSeconds],
    name: 'bar',
    daemon: parameter('barIsDaemon') === 1,
  })
  await p1.start()
  await p2.start()
  if (parameter('patient') === 1) {
    await fooReady.wait()
    await barReady.wait()
  }
  if (parameter('joinFoo') === 1) await p1.join()
  console.log('main-------')
  mark('code-ends')
})
