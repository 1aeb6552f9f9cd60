import { createHash } from 'node:crypto'

/** Each simulated phone has a cookie jar of its own inside the one browser: its cookies carry this prefix. */
function jarPrefix(owner: string): string {
  return `phone_${createHash('sha256').update(owner).digest('hex').slice(0, 12)}_`
}

/** The Cookie header as the phone itself would send it: only its own cookies, under their real names. */
export function cookiesOfPhone(header: string | undefined, owner: string): string {
  const prefix = jarPrefix(owner)
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length))
    .join('; ')
}

/** Set-Cookie lines of an answer to the phone, moved into its jar; lines that are in it already stay. */
export function intoPhoneJar(lines: string | string[], owner: string): string[] {
  const prefix = jarPrefix(owner)
  return [lines].flat().map((line) => (line.startsWith(prefix) ? line : prefix + line))
}
