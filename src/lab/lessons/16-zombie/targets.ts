import { sleep } from '../../multiprocessing/index.ts'

/** A child that is soon done. */
export async function brief(seconds: number): Promise<void> {
  console.log(`child ${process.pid}: my parent is ${process.ppid}; I work for ${seconds} s and end`)
  await sleep(seconds)
}
