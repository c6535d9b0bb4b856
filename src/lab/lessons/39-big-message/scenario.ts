import { Empty, Event, main, mark, parameter, Process, Queue } from 'forkscope/multiprocessing'
import { checksum, sendText } from './targets.ts'

main(import.meta, async () => {
  const patience = 1 / parameter('speed')
  const [letters, parcels] = [new Queue<string>(), new Queue<string>()]
  const [letterPut, parcelPut] = [new Event(), new Event()]
  const lose = parameter('cancel') === 1

  const letter = new Process({
    target: sendText,
    args: [letters, parameter('smallKiB'), letterPut, false],
    name: 'small',
  })
  const parcel = new Process({ target: sendText, args: [parcels, parameter('bigKiB'), parcelPut, lose], name: 'big' })
  await letter.start()
  await parcel.start()
  await letterPut.wait()
  await parcelPut.wait()

  if (parameter('getFirst') === 1) await receive('big', parcels, patience)
  await letter.join(6)
  // Without a timeout this join would never return: each waits for the other.
  await parcel.join(patience)
  mark('joined-in-vain', parcel.isAlive())
  console.log(`main: waited for the big one; alive: ${parcel.isAlive()}. And the small one? ${letter.isAlive()}`)

  if (parameter('getFirst') === 0) await receive('big', parcels, patience)
  await receive('small', letters, patience)
  await parcel.join()
  await letter.join()
  console.log(`main: both have ended: ${letter.exitCode}, ${parcel.exitCode}`)
})

async function receive(name: string, queue: Queue<string>, patience: number): Promise<void> {
  mark('reading', name)
  try {
    const text = await queue.get(true, patience)
    mark('received', { length: text.length, checksum: checksum(text) })
    console.log(`main: got ${text.length} characters`)
  } catch (error) {
    if (!(error instanceof Empty)) throw error
    console.log('main: nothing came')
  }
}
