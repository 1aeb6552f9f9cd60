import type { Progress } from './progress.ts'

const cells = 24
const count = (value: number) => Math.round(value).toLocaleString('en-US')

/** One line: members read of all, customers so far, and how many members could not be read. */
export function progressLine({ membersDone, membersTotal, contacts, failures }: Progress): string {
  const share = membersTotal === 0 ? 1 : membersDone / membersTotal
  const full = Math.floor(share * cells)
  const bar = '█'.repeat(full) + '░'.repeat(cells - full)
  const failed = failures === 0 ? '' : `  ${count(failures)} members failed`
  return `${bar}  ${count(membersDone)} of ${count(membersTotal)} members  ${count(contacts)} customers${failed}`
}
