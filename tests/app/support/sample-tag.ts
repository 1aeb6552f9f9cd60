import type { Tag } from '../../../src/contract/tags.ts'

/** A tag that an advisor gave. */
export function sampleTag(change: Partial<Tag> = {}): Tag {
  return {
    tagId: 'tag-1',
    name: '油皮',
    source: 'manual',
    evidence: '顾问林晓添加',
    daysLeft: null,
    isGreyed: false,
    confidence: null,
    ruleId: null,
    isRemovable: true,
    ...change,
  }
}
