// A fork bomb of up to 300 live processes, ended by one request: goal 20 of 20 times, nobody left. Needs root.
import { runTest } from './helpers/run-test.mjs'

runTest('test/core/signals/fork-bomb.test.ts', 'FORKSCOPE_BOMBS', 20)
