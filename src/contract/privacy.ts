import { z } from 'zod'
import { defineRoute, chattingRoles } from './route.ts'
import { externalUserParams, okSchema, textSchema, tokenParams } from './values.ts'

/** How a customer agreed to the notice. */
export const consentSources = ['chat', 'store', 'form', 'quiz'] as const
export const revealFields = ['phone', 'remark', 'notes'] as const

const reasonSchema = textSchema.min(2).max(200)

export const privacySchema = z.object({
  /** What the store tells its customers of the use of their data, in force now. */
  notice: z.object({ version: z.string(), text: z.string() }),
  /** The latest; null when the customer has never agreed to any. */
  consent: z
    .object({
      version: z.string(),
      at: z.number(),
      source: z.enum(consentSources),
      sourceName: z.string(),
      by: z.string(),
      /** Agreed to the notice that is in force. */
      isCurrent: z.boolean(),
    })
    .nullable(),
  /** When they chose to get no personalised offers; null = they did not. */
  optedOutAt: z.number().nullable(),
  /** Masked: 138****0001. */
  phones: z.array(z.string()),
  retentionMonths: z.number().int(),
})
export type Privacy = z.infer<typeof privacySchema>

export const getPrivacy = defineRoute({
  name: 'getPrivacy',
  summary: 'The notice, the consent, the opt-out and the masked numbers of this customer',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  response: privacySchema,
})

export const recordConsent = defineRoute({
  name: 'recordConsent',
  summary: 'The customer was given the notice and agreed; the same version said again changes nothing',
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  params: externalUserParams,
  body: z.object({
    /** The version that was shown; another than the one in force is refused. */
    version: z.string().min(1).max(20),
    source: z.enum(consentSources),
  }),
  response: privacySchema,
})

export const optOutCustomer = defineRoute({
  name: 'optOutCustomer',
  summary: 'The customer said that they want no personalised offers: honoured at once, everywhere',
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  params: externalUserParams,
  body: z.object({ reason: reasonSchema }),
  response: privacySchema,
})

export const optInCustomer = defineRoute({
  name: 'optInCustomer',
  summary: 'Undoes an opt-out, with the reason on record; customers undo their own on the coupon page',
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  params: externalUserParams,
  body: z.object({ reason: reasonSchema }),
  response: privacySchema,
})

export const revealField = defineRoute({
  name: 'revealField',
  summary: 'Answers what is masked once; who asked, when and why is on record',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  body: z.object({ field: z.enum(revealFields), reason: reasonSchema }),
  response: z.object({ field: z.enum(revealFields), values: z.array(z.string()) }),
})

export const optInByClaim = defineRoute({
  name: 'optInByClaim',
  summary: 'The customer takes their opt-out back',
  access: 'public',
  params: tokenParams,
  response: okSchema,
})
