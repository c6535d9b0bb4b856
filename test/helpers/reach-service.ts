import { connect } from 'node:net'
import type { Service } from '../../src/shared/model/lesson.ts'

/** @returns whether something listens where a lesson will look for its service */
export function isReachable(service: Service): Promise<boolean> {
  const usual = new URL(service.url)
  const { hostname, port } = new URL(process.env[service.variable] ?? usual)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || usual.port) })
    const answer = (reached: boolean) => () => {
      socket.destroy()
      resolve(reached)
    }
    socket.once('connect', answer(true)).once('error', answer(false))
  })
}
