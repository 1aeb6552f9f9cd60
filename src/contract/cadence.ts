import { z } from 'zod'

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
  warnings: z.array(z.object({ ruleId: z.string(), text: z.string() })),
})
export type CadenceMeter = z.infer<typeof cadenceMeterSchema>
