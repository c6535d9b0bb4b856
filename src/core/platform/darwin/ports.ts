import { runTool } from '../run-tool.ts'

/** @returns pids that listen on the TCP port, by lsof's field output (`p` lines) */
export async function pidsListeningOn(port: number): Promise<readonly number[]> {
  return parseLsof(await runTool('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp']))
}

/** @param text output of `lsof -Fp` */
export function parseLsof(text: string): readonly number[] {
  const pids = text
    .split('\n')
    .filter((line) => /^p\d+$/.test(line))
    .map((line) => Number(line.slice(1)))
  return [...new Set(pids)]
}
