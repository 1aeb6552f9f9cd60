/** What a touch carried (product.md 2 "Touch"). */
export const contentTypes = [
  'welcome',
  'education',
  'question',
  'know-how',
  'offer',
  'recall',
  'service',
  'other',
] as const
export type ContentType = (typeof contentTypes)[number]
