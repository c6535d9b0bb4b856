// Kills at random moments while pids are given to others: goal 1,000 kills, not one wrong process.
import { runTest } from './helpers/run-test.mjs'

runTest('test/core/signals/reused-pid.test.ts', 'FORKSCOPE_REUSED_PIDS', 1000)
