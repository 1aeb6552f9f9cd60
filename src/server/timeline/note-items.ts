import type { TimelineItem } from '../../contract/timeline.ts'

interface ShownNote {
  noteId: string
  userId: string
  text: string
  createdAt: number
  heldBy: string | null
}

/** 跟进, in the words of whoever wrote it down. */
export function noteItems(notes: readonly ShownNote[], by: (userId: string) => string): TimelineItem[] {
  return notes.map(({ noteId, userId, text, createdAt, heldBy }) => ({
    id: `note:${noteId}`,
    kind: 'note',
    at: createdAt,
    title: `${by(userId)} 记跟进${heldBy === null ? '' : `（已交接给 ${by(heldBy)}）`}`,
    detail: text,
  }))
}
