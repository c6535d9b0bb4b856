import { describe, expect, it } from 'vitest'
import { mask, maskSecrets } from '../../../src/shared/model/mask-secrets.ts'

/** Assembled here, so that no scanner takes the tests for a leak. */
const github = `ghp_${'a1B2'.repeat(9)}`
const amazon = `AKIA${'ABCD1234'.repeat(2)}`
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'c2lnbmF0dXJl'].join('.')

describe('maskSecrets', () => {
  it.each([
    [
      ['db', '--password', 'hunter2'],
      ['db', '--password', mask],
    ],
    [
      ['db', '--db-password=hunter2'],
      ['db', `--db-password=${mask}`],
    ],
    [
      ['curl', '--token=abc'],
      ['curl', `--token=${mask}`],
    ],
    [
      ['env', 'API_KEY=abc', 'run'],
      ['env', `API_KEY=${mask}`, 'run'],
    ],
    [
      ['env', 'AWS_SECRET_ACCESS_KEY=a/b+c'],
      ['env', `AWS_SECRET_ACCESS_KEY=${mask}`],
    ],
    [
      ['/usr/bin/mysql', '-uroot', '-phunter2'],
      ['/usr/bin/mysql', '-uroot', `-p${mask}`],
    ],
    [
      ['psql', 'postgres://ann:hunter2@db/x'],
      ['psql', `postgres://ann:${mask}@db/x`],
    ],
    [
      ['curl', '-H', 'Authorization: Bearer abcdefgh123'],
      ['curl', '-H', `Authorization: Bearer ${mask}`],
    ],
    [
      ['curl', 'https://x/y?token=abc&z=1'],
      ['curl', `https://x/y?token=${mask}&z=1`],
    ],
    [
      ['sh', '-c', 'cd x; DB_PASSWORD=hunter2 run'],
      ['sh', '-c', `cd x; DB_PASSWORD=${mask} run`],
    ],
    [
      ['sh', '-c', 'run --db-password=hunter2 -q --token abc --secret "a b" --max-tokens 100 --token --verbose'],
      ['sh', '-c', `run --db-password=${mask} -q --token ${mask} --secret ${mask} --max-tokens 100 --token --verbose`],
    ],
    // The quotation begins before the option: to its end it is one value.
    [
      ['sh', '-c', 'run "--secret=a hunter2" -q; DB=1 env "API_KEY=a hunter2" \'--token=it\\\' -v'],
      ['sh', '-c', `run "--secret=${mask}" -q; DB=1 env "API_KEY=${mask}" '--token=${mask}' -v`],
    ],
    [
      ['sh', '-c', 'sh -c "run \\"--secret=a hunter2\\" -q" "--db-password=a \\" hunter2" -v'],
      ['sh', '-c', `sh -c "run \\"--secret=${mask}\\" -q" "--db-password=${mask}" -v`],
    ],
    [
      ['sh', '-c', 'run "--secret=never hunter2'],
      ['sh', '-c', `run "--secret=${mask}`],
    ],
    [
      ['sh', '-c', 'run "--secret" "a hunter2" --token=a\\ hunter2 --password "a \\" hunter2" -q'],
      ['sh', '-c', `run "--secret" ${mask} --token=${mask} --password ${mask} -q`],
    ],
    // A backslash before the closing mark may end a path.
    [
      ['cmd.exe', '/c', 'run --password "C:\\hunter2\\" -v'],
      ['cmd.exe', '/c', `run --password ${mask} -v`],
    ],
    [
      ['sh', '-c', 'deploy --token "hunter2\\" --verbose'],
      ['sh', '-c', `deploy --token ${mask} --verbose`],
    ],
    [
      ['sh', '-c', 'env TOKEN=\\\'a hunter2\\\' run; sh -c "run --password \\"a hunter2\\" -q"'],
      ['sh', '-c', `env TOKEN=${mask} run; sh -c "run --password ${mask} -q"`],
    ],
    [
      ['sh', '-c', 'run --token=hunter2\\'],
      ['sh', '-c', `run --token=${mask}`],
    ],
    [
      ['sh', '-c', "run --password 'a hunter2"],
      ['sh', '-c', `run --password ${mask}`],
    ],
    // A shell makes one word of what stands side by side.
    [
      ['sh', '-c', `run --password='a b'hunter2 --token ab"c hunter2"'hunter2' -q`],
      ['sh', '-c', `run --password=${mask} --token ${mask} -q`],
    ],
    [
      ['sh', '-c', `cd /; TOKEN=ab"c hunter2" run -q`],
      ['sh', '-c', `cd /; TOKEN=${mask} run -q`],
    ],
    // But the quotation that all of it stands in ends with its mark.
    [
      ['sh', '-c', `sh -c "run --token 'a b'hunter2" -q "--db-password=hunter2" 'TOKEN=hunter2' "a b"`],
      ['sh', '-c', `sh -c "run --token ${mask}" -q "--db-password=${mask}" 'TOKEN=${mask}' "a b"`],
    ],
    [
      ['sh', '-c', `echo "x TOKEN=hunter2" -q "a b" (TOKEN='hunter2') y`],
      ['sh', '-c', `echo "x TOKEN=${mask}" -q "a b" (TOKEN=${mask}) y`],
    ],
    [
      ['git', github],
      ['git', mask],
    ],
    [
      ['aws', amazon],
      ['aws', mask],
    ],
    [
      ['api', `--jwt`, jwt],
      ['api', '--jwt', mask],
    ],
    [['java', '-Djavax.net.ssl.keyStorePassword=x', '-Dpassword=y'], undefined],
  ])('%j', (command, expected) => {
    const shown = maskSecrets(command)
    expect(shown.masked).toBe(true)
    if (expected !== undefined) expect(shown.command).toEqual(expected)
    expect(JSON.stringify(shown.command)).not.toContain('hunter2')
  })

  it.each([
    [['node', 'server.js', '--port', '8080']],
    [['ssh', '-p2222', 'host']],
    [['mysql', '-p', 'database']],
    [['passwd', 'ann']],
    [['grep', 'password', 'file']],
    [['keyboard-daemon', '--key-repeat', '30']],
    [['/usr/bin/ssh-agent', '-a', '/tmp/token/agent']],
    [['git', 'show', '0123456789abcdef0123456789abcdef01234567']],
    [['vim', 'https://example.org:8080/a@b']],
    [['tokenizer', '--max-tokens=100', '--tokens', 'file']],
    [['monkey', '--monkey=banana']],
    [[]],
    [['']],
  ])('leaves %j alone', (command: string[]) => {
    const shown = maskSecrets(command)
    expect(shown).toEqual({ command, masked: false })
    expect(shown.command).toBe(command)
  })

  it('is fast for ordinary, long and hostile arguments', () => {
    const ordinary = ['/usr/lib/program', '--type=renderer', '--lang=en', '--field-trial-handle=1,2,3']
    const hostile = [
      'x',
      'a.'.repeat(500_000),
      `${'-'.repeat(5000)}token`,
      `https://${'a'.repeat(20_000)}`,
      'password_'.repeat(50_000),
      'token "--secret='.repeat(50_000),
      `x "--secret=${'\\'.repeat(50_000)}`,
      `x ${'"--a-'.repeat(50_000)}`,
      `x${" TOKEN='a'b".repeat(50_000)}`,
    ]
    const from = process.cpuUsage()
    for (let i = 0; i < 10_000; i += 1) maskSecrets(ordinary)
    maskSecrets(hostile)
    const { user, system } = process.cpuUsage(from)
    expect((user + system) / 1000).toBeLessThan(1000)
  })
})
