import type { CodeLanguage } from '../lesson/code-mirror.ts'
import type { MessageId } from '../../../i18n/en.ts'

export interface Example {
  readonly id: string
  readonly title: MessageId
  readonly language: CodeLanguage
  readonly code: string
}

const hello = `import { Process, main, sleep } from 'forkscope/multiprocessing'

export async function task(name: string, seconds: number) {
  console.log(\`\${name} runs in \${process.pid}, child of \${process.ppid}\`)
  await sleep(seconds)
}

main(import.meta, async () => {
  const child = new Process({ target: task, args: ['the child', 1], name: 'worker' })
  await child.start()
  await child.join()
  console.log(\`joined; exit code \${child.exitCode}\`)
})
`

const lockFor = `import { Lock, Process, main, sleep } from 'forkscope/multiprocessing'

export async function write(lock: Lock, name: string) {
  for (let line = 1; line <= 3; line += 1) {
    await lock.with(async () => {
      console.log(\`\${name}: line \${line}\`)
      await sleep(0.2)
    })
  }
}

main(import.meta, async () => {
  const lock = new Lock()
  const writers = ['ann', 'bob', 'eve'].map((name) => new Process({ target: write, args: [lock, name], name }))
  for (const writer of writers) await writer.start()
  for (const writer of writers) await writer.join()
})
`

const deadlock = `import { Barrier, Lock, Process, main } from 'forkscope/multiprocessing'

/** Takes one lock, and then wants the other. */
export async function takeBoth(first: Lock, second: Lock, bothHaveOne: Barrier) {
  await first.acquire()
  await bothHaveOne.wait()
  console.log(\`\${process.pid} has one lock and waits for the other\`)
  await second.acquire()
  console.log('this line is never printed')
}

main(import.meta, async () => {
  const [fork, knife] = [new Lock(), new Lock()]
  const bothHaveOne = new Barrier(2)
  const left = new Process({ target: takeBoth, args: [fork, knife, bothHaveOne], name: 'left' })
  const right = new Process({ target: takeBoth, args: [knife, fork, bothHaveOne], name: 'right' })
  await left.start()
  await right.start()
  await left.join()
  await right.join()
})
`

const queue = `import { Process, Queue, main, sleep } from 'forkscope/multiprocessing'

export async function cook(queue: Queue<string | null>) {
  for (let n = 1; n <= 8; n += 1) {
    await queue.put(\`dish \${n}\`) // three are on the counter at most
    console.log(\`cooked dish \${n}\`)
  }
  await queue.put(null) // the last word: without it the guest waits for ever
}

export async function guest(queue: Queue<string | null>) {
  for (;;) {
    const dish = await queue.get()
    if (dish === null) return
    await sleep(0.2)
    console.log(\`ate \${dish}\`)
  }
}

main(import.meta, async () => {
  const counter = new Queue<string | null>(3)
  const people = [cook, guest].map((target) => new Process({ target, args: [counter], name: target.name }))
  for (const each of people) await each.start()
  for (const each of people) await each.join()
})
`

const python = `import os
import time
from multiprocessing import Process


def task(name, seconds):
    print(f"{name} runs in {os.getpid()}, child of {os.getppid()}", flush=True)
    time.sleep(seconds)


if __name__ == "__main__":
    child = Process(target=task, args=("the child", 1))
    child.start()
    child.join()
    print(f"joined; exit code {child.exitcode}")
`

/** To start from. */
export const examples: readonly Example[] = [
  { id: 'hello', title: 'lab.example.hello', language: 'typescript', code: hello },
  { id: 'lock', title: 'lab.example.lock', language: 'typescript', code: lockFor },
  { id: 'deadlock', title: 'lab.example.deadlock', language: 'typescript', code: deadlock },
  { id: 'queue', title: 'lab.example.queue', language: 'typescript', code: queue },
  { id: 'python', title: 'lab.example.python', language: 'python', code: python },
]
export const [firstExample] = examples
