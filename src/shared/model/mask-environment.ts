import { mask, maskSecrets } from './mask-secrets.ts'

/** Words of a variable's name that announce a secret: `AWS_SECRET_ACCESS_KEY`, `PGPASSWORD`, `JWT_SIGNING_KEY`. */
const secretName =
  /(?:^|_)(?:secret|token|passphrase|passwd|credentials?|cookie|jwt)(?:_|$|s$)|passw(?:or)?d|(?:api|access|private|signing|encryption|master|secret)_?key|_(?:key|pass|pwd|auth|pat)$/i
/** Where to find a secret is none; and these are directories. */
const harmless = /(?:_FILE|_PATH|_DIR|_SOCK|_URL|_URI)$|^(?:OLD)?PWD$/i

export interface MaskedValue {
  readonly value: string
  readonly masked: boolean
}

/** @returns the variable's value, covered when its name or the value itself looks like a secret */
export function maskVariable(name: string, value: string): MaskedValue {
  if (value === '') return { value, masked: false }
  if (!harmless.test(name) && secretName.test(name)) return { value: mask, masked: true }
  // The rest as an argument of a command: addresses with passwords, keys with a known form.
  const { command, masked } = maskSecrets(['', value])
  return { value: command[1] ?? value, masked }
}
