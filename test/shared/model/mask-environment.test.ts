import { describe, expect, it } from 'vitest'
import { maskVariable } from '../../../src/shared/model/mask-environment.ts'
import { mask } from '../../../src/shared/model/mask-secrets.ts'

describe('maskVariable', () => {
  it('covers variables whose names announce a secret', () => {
    const names = [
      'PGPASSWORD',
      'MYSQL_PWD',
      'DB_PASS',
      'GITHUB_TOKEN',
      'AWS_SECRET_ACCESS_KEY',
      'SECRET_KEY_BASE',
      'JWT_SIGNING_KEY',
      'apiKey',
      'api_key',
      'TOKENS',
      'NPM_CONFIG__AUTH',
      'SESSION_COOKIE',
      'GH_PAT',
    ]
    for (const name of names) expect(maskVariable(name, 'abc').value, name).toBe(mask)
  })

  it('covers what the value itself gives away, and only that', () => {
    expect(maskVariable('DATABASE_URL', 'postgres://ann:pw@db/x').value).toBe(`postgres://ann:${mask}@db/x`)
    expect(maskVariable('X', `ghp_${'a'.repeat(30)}`)).toEqual({ value: mask, masked: true })
  })

  it('spares what is none', () => {
    const spared = [
      ['PWD', '/home/ann'],
      ['OLDPWD', '/'],
      ['SSH_AUTH_SOCK', '/run/a.sock'],
      ['PASSWORD_FILE', '/run/secrets/db'],
      ['KEYBOARD', 'de'],
      ['TOKENIZERS_PARALLELISM', 'false'],
      ['PATH', '/usr/bin'],
      ['XDG_SESSION_ID', '3'],
      ['API_TOKEN', ''],
    ] as const
    for (const [name, value] of spared) expect(maskVariable(name, value), name).toEqual({ value, masked: false })
  })
})
