import { shortageOf } from '../../../shared/model/shortage.ts'
import { createPsListSource, stampOfSeconds, type Stamp } from '../ps-list-source.ts'
import { askTool, runTool } from '../run-tool.ts'
import type { ProcessPlatform } from '../source.ts'
import { completeRows, parsePs, psColumns, type PsFacts } from './parse-ps.ts'

const stamp: Stamp = (listed) => stampOfSeconds(listed) ?? identify(listed.pid)

/** macOS and other Unix systems without procfs: ps-list, completed by one `ps -axo`. */
export const darwinProcesses: ProcessPlatform = {
  createSource() {
    const portable = createPsListSource(stamp)
    return {
      ...portable,
      degraded: [{ kind: 'whole-seconds' }],
      async read() {
        const [rows, facts] = await Promise.all([portable.read(), readFacts(['-axo', psColumns])])
        return completeRows(rows, facts)
      },
    }
  },
  createPortableSource: () => createPsListSource(stamp),
  identify,
  async inspect(pid) {
    const { stdout, cause } = await askTool('ps', ['-o', psColumns, '-p', String(pid)])
    // A ps that was not started tells of no process, and of no end of one.
    if (shortageOf(cause) !== undefined) throw cause
    return parsePs(stdout)[0]
  },
  openEvents: () => undefined,
  watchEvents: () => undefined,
  async children(pid) {
    const text = await runTool('pgrep', ['-P', String(pid)])
    return text.split('\n').flatMap((line) => (line === '' ? [] : Number(line)))
  },
  async commandLine(pid) {
    const text = await runTool('ps', ['-ww', '-o', 'args=', '-p', String(pid)])
    const command = text.trim()
    return command === '' ? undefined : command.split(' ')
  },
}

async function identify(pid: number): Promise<string | undefined> {
  return (await readFacts(['-o', psColumns, '-p', String(pid)]))[0]?.startKey
}

async function readFacts(args: readonly string[]): Promise<readonly PsFacts[]> {
  return parsePs(await runTool('ps', args))
}
