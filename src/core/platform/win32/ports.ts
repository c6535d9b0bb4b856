import { runTool } from '../run-tool.ts'

/** @returns pids that listen on the TCP port, by netstat */
export async function pidsListeningOn(port: number): Promise<readonly number[]> {
  return parseNetstat(await runTool('netstat', ['-ano', '-p', 'TCP']), port).concat(
    parseNetstat(await runTool('netstat', ['-ano', '-p', 'TCPv6']), port),
  )
}

/** @param text output of `netstat -ano`; the state is translated, so a listener is known by its foreign port 0 */
export function parseNetstat(text: string, port: number): number[] {
  const pids = text
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[0] === 'TCP' && fields[1]?.endsWith(`:${port}`) && fields[2]?.endsWith(':0'))
    .map((fields) => Number(fields.at(-1)))
    .filter((pid) => Number.isInteger(pid) && pid > 0)
  return [...new Set(pids)]
}
