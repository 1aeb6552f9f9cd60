import type { ContactImport } from '../../contract/contacts.ts'
import type { PartRow, RunRow } from './repository.ts'

export type Progress = ContactImport

const sum = (parts: readonly PartRow[], of: (part: PartRow) => number) =>
  parts.reduce((total, part) => total + of(part), 0)
const members = (part: PartRow) => (JSON.parse(part.userIdsJson) as string[]).length

/** How far the customers have been read, as the contract shows it. */
export function progressOf(run: RunRow | undefined, parts: readonly PartRow[]): Progress {
  return {
    status: run === undefined || run.status === 'idle' ? 'none' : (run.status as Progress['status']),
    kind: run === undefined || run.status === 'idle' ? null : (run.kind as Progress['kind']),
    membersTotal: sum(parts, members),
    membersDone: sum(
      parts.filter(({ doneAt }) => doneAt !== null),
      members,
    ),
    contacts: sum(parts, ({ contacts }) => contacts),
    failures: sum(parts, ({ failures }) => failures),
    startedAt: run === undefined || run.status === 'idle' ? null : run.startedAt,
    finishedAt: run?.finishedAt ?? null,
    importedAt: run?.importedAt ?? null,
    problem: run?.problem ?? null,
  }
}
