import type { TimelineItem } from '../../contract/timeline.ts'

interface ShownTag {
  tagId: string
  name: string
  evidence: string
  createdAt: number
}

/** 打标签, with the evidence where there is one. */
export function tagItems(tags: readonly ShownTag[]): TimelineItem[] {
  return tags.map(({ tagId, name, evidence, createdAt }) => ({
    id: `tag:${tagId}`,
    kind: 'tag',
    at: createdAt,
    title: `打标签 ${name}`,
    detail: evidence === '' ? null : evidence,
  }))
}
