/** Node's own exit, kept before `process.exit` becomes Python's `sys.exit`: the process ends here and now. */
export const exitNow: (code: number) => never = process.exit.bind(process)
