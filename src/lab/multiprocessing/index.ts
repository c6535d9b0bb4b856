export { AssertionError, ValueError } from './errors.ts'
export { main, parameter } from './main.ts'
export { Process, sleep, sleepSync, type ProcessOptions } from './process.ts'
