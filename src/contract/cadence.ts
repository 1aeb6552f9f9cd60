import { z } from 'zod'
import { contentTypes } from '../domain/cadence/content-type.ts'

const warningsSchema = z.array(z.object({ ruleId: z.string(), text: z.string() }))

/** The cadence meter: what was sent, what is the limit, and whether going on needs a reason (CAD-01..07). */
export const cadenceMeterSchema = z.object({
  stage: z.enum(['new', 'active', 'mature', 'silent']),
  weekCount: z.number().int(),
  weekCap: z.number().int(),
  dayCount: z.number().int(),
  dayCap: z.number().int(),
  monthCount: z.number().int(),
  monthCap: z.number().int().nullable(),
  /** Bubbles of the touch that is still open (10 minutes), and the limit of one push. */
  bubbles: z.number().int(),
  bubbleCap: z.number().int(),
  serviceToday: z.number().int(),
  isFull: z.boolean(),
  isGoldenNow: z.boolean(),
  goldenWindow: z.string(),
  nextSlotAt: z.number(),
  isAsking: z.boolean(),
  askingUntil: z.number().nullable(),
  /** Non-empty: the next send asks for a reason and names these. */
  warnings: warningsSchema,
  /** C23: service messages a day, and what the next one of them would ask for. */
  serviceCap: z.number().int(),
  serviceWarnings: warningsSchema,
  /** CAD-10: touches in a row that nobody answered within 24 hours, by content; from `of` on it is time for a change. */
  noResponse: z.array(
    z.object({
      contentType: z.enum(contentTypes),
      name: z.string(),
      misses: z.number().int(),
      of: z.number().int(),
    }),
  ),
  changePrompt: z.string().nullable(),
  /** CAD-01..03: what was sent in the last 30 days beside the plan of the stage; percentages of touches. */
  contentMix: z.object({
    total: z.number().int(),
    parts: z.array(
      z.object({
        contentType: z.enum(contentTypes),
        name: z.string(),
        count: z.number().int(),
        percent: z.number().int(),
        targetPercent: z.number().int(),
      }),
    ),
  }),
})
export type CadenceMeter = z.infer<typeof cadenceMeterSchema>
