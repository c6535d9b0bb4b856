import { describe, expect, it } from 'vitest'
import { parseControlGroup } from '../../../src/core/platform/linux/control-group.ts'

const id = '3f4e'.repeat(16)

describe('parseControlGroup', () => {
  it.each([
    ['0::/system.slice/ssh.service\n', { cgroup: '/system.slice/ssh.service', unit: 'ssh.service' }],
    ['0::/init.scope\n', { cgroup: '/init.scope', unit: 'init.scope' }],
    ['0::/system.slice\n', { cgroup: '/system.slice' }],
    [
      '0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-my\\x2deditor.service/tab\n',
      {
        cgroup: '/user.slice/user-1000.slice/user@1000.service/app.slice/app-my\\x2deditor.service/tab',
        unit: 'app-my-editor.service',
      },
    ],
    [`0::/docker/${id}\n`, { cgroup: `/docker/${id}`, container: id.slice(0, 12) }],
    [
      `0::/system.slice/docker-${id}.scope\n`,
      { cgroup: `/system.slice/docker-${id}.scope`, unit: `docker-${id}.scope`, container: id.slice(0, 12) },
    ],
    [
      '12:pids:/x\n9:name=systemd:/system.slice/cron.service\n0::/\n',
      { cgroup: '/system.slice/cron.service', unit: 'cron.service' },
    ],
    ['0::/a:b\n', { cgroup: '/a:b' }],
    [
      '0::/system.slice/caf\\xc3\\xa9.service\n',
      { cgroup: '/system.slice/caf\\xc3\\xa9.service', unit: 'café.service' },
    ],
    // Docker on cgroup v1 without systemd: the hierarchies of controllers only.
    [
      `8:pids:/docker/${id}\n3:cpuset:/\n1:cpu:/a/b/c/d\n0::/\n`,
      { cgroup: `/docker/${id}`, container: id.slice(0, 12) },
    ],
    [`4:memory:/docker/${id}\n`, { cgroup: `/docker/${id}`, container: id.slice(0, 12) }],
    ['9:name=systemd:/\n4:memory:/x\n3:cpu:/x/y\n0::/\n', { cgroup: '/x/y' }],
    ['3:cpu:/\n', { cgroup: '/' }],
    ['0::/\n', { cgroup: '/' }],
    // Too long or too short to be an id.
    [`0::/x/${id}0\n`, { cgroup: `/x/${id}0` }],
  ])('%j', (text, expected) => {
    expect(parseControlGroup(text)).toEqual(expected)
  })

  it('says nothing where there is no hierarchy of processes', () => {
    expect(parseControlGroup('')).toBeUndefined()
    expect(parseControlGroup('nonsense\n')).toBeUndefined()
  })
})
