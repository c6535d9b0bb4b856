import { mark, Process, sleep } from 'forkscope/multiprocessing'

export async function help(seconds: number): Promise<void> {
  console.log(`helper ${process.pid}: my parent is ${process.ppid}`)
  await sleep(seconds)
}

/** Works for a while, and then would like some help. */
export async function serve(seconds: number, catches: boolean): Promise<void> {
  console.log(`servant ${process.pid}: at work`)
  await sleep(seconds)
  const helper = new Process({ target: help, args: [seconds], name: 'helper', daemon: false })
  mark('tries')
  try {
    await helper.start()
    await helper.join()
  } catch (error) {
    if (!catches) throw error
    console.log(`servant: no help to be had: ${String(error)}`)
  }
}
