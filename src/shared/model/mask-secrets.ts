/** What stands in for a secret; its length says nothing about the secret's. */
export const mask = '••••••'

export interface MaskedCommand {
  readonly command: readonly string[]
  readonly masked: boolean
}

const secretWord =
  '(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api[-_]?key|apikey|access[-_]?key|secret[-_]?key|private[-_]?key|client[-_]?secret|auth[-_]?token|credentials?|encryption[-_]?key)'
/** `--db-password=…`, `API_KEY=…`, `/p:Password=…`: the secret word ends the name. */
const assignment = new RegExp(`^((?:--?|/)?(?:[\\w.:-]*[-_.:])?${secretWord}[=:])(.+)$`, 'is')
/** `-Dkey.storePassword=…`, `/clientSecret:…`: capitals part the words. */
const camelCase =
  /^((?:--?|\/)?[\w.:-]{0,200}(?:Password|Passphrase|Secret|Token|ApiKey|AccessKey)[=:]|-D(?:password|secret|token)=)(.+)$/s
/** `--password …`: the value is the next argument. */
const option = new RegExp(`^--?(?:[\\w.-]*[-_.])?${secretWord}$`, 'i')
/** Upper-case names only, to spare code. */
const variable =
  '(?:[A-Z0-9]+_)*(?:PASSWORD|PASSWD|PWD_SECRET|SECRET|TOKEN|API_?KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY)='
const optionName = `--?(?:[\\w.-]{0,200}[-_.])?${secretWord}`
/**
 * A value that a shell takes for one: in quotation marks of its own, up to their end or the text's; in some that belong to a
 * shell within; or up to a blank that is not escaped. Where a backslash before the mark may end a path, it does.
 */
const shellValue = [
  String.raw`'[^']*(?:'|$)`,
  String.raw`"(?:\\.|[^"\\])*"`,
  String.raw`"[^"]*(?:"|$)`,
  String.raw`\\'(?:(?!\\').)*(?:\\'|$)`,
  String.raw`\\"(?:(?!\\").)*(?:\\"|$)`,
  String.raw`(?:\\(?:[^'"]|$)|[^\s;&'"\\])+`,
].join('|')
/** What a shell adds to that value, as in `'a b'c"d e"`. */
const sameWord = /(?:'[^']*'|"(?:\\.|[^"\\])*"|[^\s;&|<>()'"\\])*/sy
/** Assignments inside a longer text, as in `sh -c "TOKEN=… program"`. */
const inner = new RegExp(`((?:^|[\\s;&?'"(])${variable})(${shellValue})`, 'gs')
/** Options inside a longer text, as in `sh -c "program --password=… --token …"`; behind a blank, `-` begins another. */
const innerOption = new RegExp(`([\\s;&'"(]${optionName}(?:['"]?=|['"]?\\s+(?!-)))(${shellValue})`, 'gis')
/** The quotation begins before the name, as in `sh -c 'program "--secret=a b"'`: the secret goes on to its end. */
const quotedWhole = String.raw`((?:(?!\1)(?:\\[\\"]|[^]))+)`
const quotedVariable = new RegExp(`(\\\\?["'])(${variable})${quotedWhole}`, 'g')
const quotedOption = new RegExp(`(\\\\?["'])(${optionName}=)${quotedWhole}`, 'gi')
/** `?token=…&` in addresses. */
const queryParameter = /([?&#](?:access_token|auth_token|token|api_?key|password|secret|signature|sig)=)([^&#\s'"]+)/gi
const urlPassword = /(\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/?#@]{0,200}:)([^\s/?#@]{1,500})(?=@)/gi
const header = /(\b(?:authorization:\s*(?:bearer|basic|token)?|x-api-key:|bearer)\s+)([\w.~+/=-]{8,})/gi
/** Shapes that their issuers made recognisable. */
const known =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,255}|\bgithub_pat_\w{20,255}|\bglpat-[\w-]{20,}|\bxox[abeprs]-[\w-]{10,}|\bsk-[A-Za-z0-9_-]{20,}|\bsk_(?:live|test)_\w{10,}|\bnpm_[A-Za-z0-9]{36}|\bAIza[\w-]{35}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g
/** Cheap test before the costly ones: without one of these nothing above can match. */
const suspicious =
  /pass|pwd|secret|token|key|credential|authorization|bearer|:\/\/|AKIA|ASIA|gh[pousr]_|github_pat|glpat|xox|sk[-_]|npm_|AIza|eyJ|^-p/i
const mysqlPrograms = /^(?:mysql\w*|mariadb[\w-]*|mysqldump|mysqladmin)(?:\.exe)?$/i
/** Beyond this a text is not searched, so that a megabyte argument costs nothing; it is shown as it is. */
const searchedChars = 16_384

/**
 * Replaces values in a command line that look like passwords, tokens or keys. A heuristic for screens and
 * recordings, not a guarantee: it prefers to spare ordinary arguments.
 * @param command the arguments, the program first
 * @returns the very same array with `masked: false` when nothing looked like a secret
 */
export function maskSecrets(command: readonly string[]): MaskedCommand {
  let shown: string[] | undefined
  let nextIsSecret = false
  const isMysql = mysqlPrograms.test((command[0] ?? '').split(/[/\\]/).at(-1) ?? '')
  for (const [index, argument] of command.entries()) {
    if (nextIsSecret && !argument.startsWith('-') && argument !== '') {
      shown ??= [...command]
      shown[index] = mask
      nextIsSecret = false
      continue
    }
    nextIsSecret = false
    if (!suspicious.test(argument.length > searchedChars ? argument.slice(0, searchedChars) : argument)) continue
    if (index > 0 && option.test(argument)) {
      nextIsSecret = true
      continue
    }
    const replaced = isMysql && /^-p./.test(argument) ? `-p${mask}` : maskArgument(argument)
    if (replaced === argument) continue
    shown ??= [...command]
    shown[index] = replaced
  }
  return shown === undefined ? { command, masked: false } : { command: shown, masked: true }
}

function maskArgument(argument: string): string {
  if (argument.length > searchedChars) {
    return maskArgument(argument.slice(0, searchedChars)) + argument.slice(searchedChars)
  }
  const assigned = assignment.exec(argument) ?? camelCase.exec(argument)
  if (assigned?.[1] !== undefined && assigned[2] !== undefined && !/^(?:true|false|none|\d{1,3})$/i.test(assigned[2])) {
    return `${assigned[1]}${mask}`
  }
  const shown = argument
    .replace(urlPassword, `$1${mask}`)
    .replace(queryParameter, `$1${mask}`)
    .replace(header, `$1${mask}`)
    .replace(quotedVariable, `$1$2${mask}`)
    .replace(quotedOption, `$1$2${mask}`)
  return maskWords(maskWords(shown, inner), innerOption).replace(known, mask)
}

/** @param pattern finds the name and its value @returns the text without the value, and without what a shell adds to it */
function maskWords(text: string, pattern: RegExp): string {
  let shown = ''
  let from = 0
  const quotationAt = followQuotations(text)
  pattern.lastIndex = 0
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [whole, name = ''] = found
    shown += text.slice(from, found.index) + name + mask
    from = found.index + whole.length
    sameWord.lastIndex = from
    const added = sameWord.exec(text)?.[0] ?? ''
    // The quotation that the name itself stands in may end here.
    const end = added === '' ? -1 : added.indexOf(quotationAt(found.index + name.length) ?? '\0')
    from += end < 0 ? added.length : end
    pattern.lastIndex = from
  }
  return from === 0 ? text : shown + text.slice(from)
}

/** @returns tells the mark of the quotation that is open at a place, as a shell reads the text; the places must ascend */
function followQuotations(text: string): (place: number) => string | undefined {
  let open: string | undefined
  let at = 0
  return (place) => {
    for (; at < place; at += 1) {
      const sign = text.charAt(at)
      if (sign === '\\' && open !== "'") at += 1
      else if (sign === open) open = undefined
      else if (open === undefined && (sign === "'" || sign === '"')) open = sign
    }
    return open
  }
}
