import type { ServerContext } from '../../context.ts'
import { listMerges, openSuggestions } from './links.ts'
import { decideSuggestion, type Decision } from './suggestions.ts'
import { undoMerge, type UndoNeeds } from './undo.ts'

interface Needs extends UndoNeeds {
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
}

export type Merges = ReturnType<typeof createMerges>

/** What people look at and decide of customers who are one person, or are not. */
export function createMerges(context: ServerContext, needs: Needs) {
  const names = { namesOf: (userIds: readonly string[]) => needs.members.namesOf([...new Set(userIds)]) }
  return {
    suggestions: () => openSuggestions(context.db),
    /** Of one customer, by our own id, or the latest of all. */
    merges: (customerId?: string) => listMerges(context, names, customerId),
    decide: (decision: Decision) => decideSuggestion(context, needs, decision),
    undo: (mergeId: string, actor: string) => undoMerge(context, needs, { mergeId, actor }),
  }
}
