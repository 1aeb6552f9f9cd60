import { z } from 'zod'

/** Opaque ids and texts: bounds guard against oversized input, patterns against control characters. */
export const idSchema = z
  .string()
  .trim()
  .min(1)
  .max(128)
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'must not contain control characters')
export const textSchema = z.string().trim().max(500)
export const fenSchema = z.number().int().min(0).max(10_000_000_000)

const earliest = Date.UTC(1990, 0, 1)
const latest = Date.UTC(2100, 0, 1)

/** ISO 8601 with an offset, or epoch milliseconds; becomes epoch milliseconds. */
export const instantSchema = z
  .union([z.number().int(), z.iso.datetime({ offset: true, local: false })])
  .transform((value) => (typeof value === 'number' ? value : Date.parse(value)))
  .refine(
    (value) => value >= earliest && value < latest,
    'must be a time from 1990 to 2100 (ISO 8601 or epoch milliseconds)',
  )

export const externalUserParams = z.object({ externalUserId: idSchema })
export const couponParams = z.object({ couponId: idSchema })
export const tokenParams = z.object({
  token: z
    .string()
    .min(16)
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/),
})
export const okSchema = z.object({ ok: z.literal(true) })
