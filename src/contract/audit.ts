import { z } from 'zod'
import { defineRoute } from './route.ts'
import { idSchema } from './values.ts'

/** What an entry is about. A read of a customer has the customer as its subject. */
export const auditSubjectKinds = [
  'customer',
  'coupon',
  'order',
  'tag',
  'touch',
  'offer',
  'channel',
  'member',
  'key',
  'setting',
] as const

export const auditEntrySchema = z.object({
  auditId: z.string(),
  at: z.number(),
  /** A member's user id, a shop key's id, `customer` (they did it themselves), `cli` or `system`. */
  actor: z.string(),
  /** The member's or the key's name, else what the actor is, in words. */
  actorName: z.string(),
  /** `noun.verb`: coupon.issued, tag.added, customer.read. */
  action: z.string(),
  /** The action in words: 发券. */
  actionName: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  /** Null for what is about no customer; a pseudonym once the customer was erased. */
  customerId: z.string().nullable(),
  /** Null when WeCom does not know the customer, or they were erased. */
  externalUserId: z.string().nullable(),
  /** What was done, with its numbers; never a secret, a code or a phone number. */
  details: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

export const searchAudit = defineRoute({
  name: 'searchAudit',
  summary: 'The trail of what was done and whose data was read, latest first',
  access: 'member',
  roles: ['auditor', 'admin'],
  query: z.object({
    actor: idSchema.optional(),
    /** The customer's own id, their id in WeCom, or the pseudonym of an erased one. */
    customer: idSchema.optional(),
    /** A whole action, or its noun with a dot: `coupon.` finds all that was done with coupons. */
    action: z
      .string()
      .trim()
      .regex(/^[a-z]+\.[a-z-]*$/i)
      .max(64)
      .optional(),
    /** Inclusive. */
    from: z.coerce.number().int().min(0).optional(),
    /** Exclusive. */
    until: z.coerce.number().int().min(0).optional(),
    /** `next` of the page before. */
    cursor: z.string().max(256).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    entries: z.array(auditEntrySchema),
    /** Pass as `cursor`; null at the end. */
    next: z.string().nullable(),
    /** Every action that there is, for the filter. */
    actions: z.array(z.object({ action: z.string(), name: z.string() })),
  }),
})
