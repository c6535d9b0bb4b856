import { mark, Process, sleep } from 'forkscope/multiprocessing'

/** A process that brings its own task: run() says what it does, its fields say with what. */
export class Greeter extends Process {
  readonly seconds: number

  constructor(name: string | undefined, seconds: number) {
    super()
    if (name !== undefined) this.name = name
    this.seconds = seconds
    mark('constructed', process.pid)
    console.log(`the constructor of ${this.name} runs in ${process.pid}`)
  }

  override async run(): Promise<void> {
    mark('ran', process.pid)
    mark('fields', { name: this.name, seconds: this.seconds })
    console.log(`${this.name} is running in ${process.pid}, child of ${process.ppid}`)
    await sleep(this.seconds)
    console.log(`${this.name} is done`)
    mark('work-done', Date.now())
  }
}

/* eslint-disable constructor-super, no-this-before-super -- The slip that this class is here to show. */
/** Forgets what every subclass owes the class above it. */
export class Forgetful extends Process {
  // @ts-expect-error -- The compiler would not let it pass either.
  constructor(name: string) {
    // @ts-expect-error -- The same.
    this.name = name
  }
}
