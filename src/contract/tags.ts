import { z } from 'zod'
import { tagSources } from '../domain/tags/tag.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { externalUserParams, idSchema } from './values.ts'

export const tagSchema = z.object({
  tagId: z.string(),
  name: z.string(),
  source: z.enum(tagSources),
  evidence: z.string(),
  /** Whole days until it expires; null = does not expire; 0 = greyed. */
  daysLeft: z.number().int().nullable(),
  isGreyed: z.boolean(),
  /** 0 to 1; null where nobody has said. */
  confidence: z.number().nullable(),
  /** The rule it follows from; null when people gave it. */
  ruleId: z.string().nullable(),
  /** Given by hand in this panel or a corp tag of the viewer's own: they may take it off again. */
  isRemovable: z.boolean(),
  /** Why WeCom does not have it as it is here: it could not be added there, or not be taken off; `isWaiting`: not yet. */
  unsynced: z
    .object({ wanted: z.enum(['add', 'remove']), reason: z.string(), isWaiting: z.boolean().optional() })
    .optional(),
})
export type Tag = z.infer<typeof tagSchema>

const labelSchema = z.string().trim().min(1).max(20)
export const tagGroupSchema = z.object({ group: labelSchema, names: z.array(labelSchema).min(1).max(50) })
/** The tags that advisors may give, as an operator sets them. */
export const tagGroupsSchema = z.array(tagGroupSchema).max(20)
export type TagGroup = z.infer<typeof tagGroupSchema>

/** Those of the store's list and the company's in WeCom. */
const offeredGroups = z.array(z.object({ group: z.string(), names: z.array(z.string()) }))

export const listTags = defineRoute({
  name: 'listTags',
  summary: 'Tags with source, evidence and days left, and those that an advisor may give',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  response: z.object({ tags: z.array(tagSchema), allowed: offeredGroups }),
})

export const tagParams = externalUserParams.extend({ tagId: idSchema })

export const addTag = defineRoute({
  name: 'addTag',
  summary:
    "Gives the customer a tag of the store's list or of the company's in WeCom; giving it again changes nothing but tries again what WeCom refused",
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  body: z.object({ name: z.string().trim().min(1).max(40) }),
  response: z.object({ tag: tagSchema }),
})

export const removeTag = defineRoute({
  name: 'removeTag',
  summary: "Takes off a tag that was given by hand, or one's own corp tag",
  access: 'member',
  roles: chattingRoles,
  params: tagParams,
  response: z.object({
    tagId: z.string(),
    name: z.string(),
    /** Until then it may be restored as it was. */
    restorableUntil: z.number(),
  }),
})

export const restoreTag = defineRoute({
  name: 'restoreTag',
  summary: 'Undoes the removal of a tag, with the day on which it was first given',
  access: 'member',
  roles: chattingRoles,
  params: tagParams,
  response: z.object({ tag: tagSchema }),
})
