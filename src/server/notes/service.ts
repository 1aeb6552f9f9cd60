import type { Note } from '../../contract/notes.ts'
import { maskPhones } from '../../domain/privacy/mask-phone.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Settle } from '../http/settle.ts'
import { handOverNotes, insertNote, notesBefore } from './repository.ts'

interface Needs {
  customers: {
    findForAdvisor: (externalUserId: string, userId: string) => Promise<{ customerId: string }>
  }
}

export type Notes = ReturnType<typeof createNotes>

/** What advisors wrote down about a customer; notes are added, never changed. */
export function createNotes(context: ServerContext, { customers }: Needs) {
  const { db, now } = context

  return {
    async add(
      externalUserId: string,
      { userId, name }: { userId: string; name: string },
      text: string,
      settle: Settle<{ note: Note }>,
    ): Promise<{ note: Note }> {
      const { customerId } = await customers.findForAdvisor(externalUserId, userId)
      const row = { noteId: newId(context, 'note'), customerId, userId, text, createdAt: now(), heldBy: null }
      return db.transaction().execute(async (trx) => {
        await insertNote(trx, row)
        const subject = { subjectKind: 'note', subjectId: row.noteId, customerId }
        const entry = { at: row.createdAt, actor: userId, action: 'note.added', ...subject }
        await recordAudit(trx, context, { ...entry, details: { length: text.length } })
        const { noteId, createdAt: at } = row
        return settle(trx, { note: { noteId, at, text: maskPhones(text), by: name, isMine: true } })
      })
    },

    before: notesBefore,

    handOver: handOverNotes,
  }
}
