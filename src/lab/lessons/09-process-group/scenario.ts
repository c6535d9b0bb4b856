import { once } from 'node:events'
import { main, mark, parameter, sleep } from 'forkscope/multiprocessing'
import { isThere, startFamily } from './family.ts'

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const { leader, pids } = await startFamily(parameter('nobodyOutside') === 0)
  const [first, second, outsider] = pids
  mark('family', { leader: leader.pid, members: [first, second], outsider })
  console.log(`leader ${leader.pid}; its children ${first} and ${second}; outside, though a child too: ${outsider}`)
  // Nobody announces them: it takes some looks to find a shell, and then its children.
  await sleep(2 * seconds)

  const ended = once(leader, 'exit')
  const target = parameter('leaderOnly') === 1 ? leader.pid : -leader.pid
  mark('signalled', target)
  process.kill(target, 'SIGTERM')
  await ended
  await sleep(seconds)
  mark('over')
  for (const pid of pids.filter(isThere)) process.kill(pid, 'SIGKILL')
})
