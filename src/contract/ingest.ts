import { z } from 'zod'
import { defineRoute } from './route.ts'
import { fenSchema, idSchema, instantSchema } from './values.ts'

/** Each row names a customer by at least one of these. */
const customerKeys = {
  externalUserId: idSchema.optional(),
  unionId: idSchema.optional(),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 -]{4,19}$/, 'must be a phone number of digits, spaces and dashes')
    .optional(),
  shopCustomerId: idSchema.optional(),
}
function namesCustomer(row: Record<string, unknown>): boolean {
  return ['externalUserId', 'unionId', 'phone', 'shopCustomerId'].some((key) => row[key] !== undefined)
}
const namesCustomerMessage = {
  message: 'must name a customer: give externalUserId, unionId, phone or shopCustomerId',
  path: ['externalUserId'],
}

export const orderRowSchema = z
  .object({
    orderId: idSchema,
    ...customerKeys,
    advisorUserId: idSchema.optional(),
    status: z.enum(['created', 'paid', 'cancelled', 'refunded']),
    createdAt: instantSchema,
    paidAt: instantSchema.optional(),
    shippedAt: instantSchema.optional(),
    deliveredAt: instantSchema.optional(),
    items: z
      .array(
        z.object({
          sku: idSchema,
          name: z.string().trim().max(200),
          category: z.string().trim().max(100).optional(),
          quantity: z.number().int().min(1).max(100_000),
          unitPriceFen: fenSchema,
          unitCostFen: fenSchema.optional(),
        }),
      )
      .max(500),
    paidFen: fenSchema,
    refundedFen: fenSchema.optional(),
    shippingFen: fenSchema.optional(),
    couponCode: z.string().trim().max(40).optional(),
  })
  .refine(namesCustomer, namesCustomerMessage)
  .refine((row) => (row.refundedFen ?? 0) <= row.paidFen, {
    message: 'must not exceed paidFen',
    path: ['refundedFen'],
  })
export type OrderRow = z.infer<typeof orderRowSchema>

export const eventTypes = [
  'view',
  'dwell',
  'cart_add',
  'cart_remove',
  'checkout_start',
  'checkin',
  'share',
  'interact',
  'price_enquiry',
  'complaint',
] as const
export const eventRowSchema = z
  .object({
    eventId: idSchema,
    ...customerKeys,
    type: z.enum(eventTypes),
    occurredAt: instantSchema,
    sku: idSchema.optional(),
    category: z.string().trim().max(100).optional(),
    quantity: z.number().int().min(1).max(100_000).optional(),
    durationMs: z.number().int().min(0).max(86_400_000).optional(),
    device: z.string().trim().max(40).optional(),
  })
  .refine(namesCustomer, namesCustomerMessage)
export type EventRow = z.infer<typeof eventRowSchema>

export const customerRowSchema = z
  .object({
    ...customerKeys,
    name: z.string().trim().max(100).optional(),
    birthday: z
      .string()
      .regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be MM-DD or YYYY-MM-DD')
      .optional(),
    memberTier: z.string().trim().max(40).optional(),
    points: z.number().int().min(0).max(1_000_000_000).optional(),
    pointsExpireAt: instantSchema.optional(),
    fields: z.record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean()])).optional(),
  })
  .refine(namesCustomer, namesCustomerMessage)
export type CustomerRow = z.infer<typeof customerRowSchema>

export const productRowSchema = z.object({
  sku: idSchema,
  name: z.string().trim().min(1).max(200),
  category: z.string().trim().min(1).max(100),
  priceFen: fenSchema,
  costFen: fenSchema.optional(),
  stock: z.number().int().min(0).max(1_000_000_000).optional(),
  updatedAt: instantSchema,
  imageUrl: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .optional(),
  partnerSkus: z.array(idSchema).max(50).optional(),
  replenishDays: z.number().int().min(1).max(3650).optional(),
})
export type ProductRow = z.infer<typeof productRowSchema>

export const ingestLimit = 5000

/** Rows are judged one by one, so the body is only checked to be an array (or NDJSON) of at most `ingestLimit` rows. */
const rowsSchema = z.array(z.unknown()).max(ingestLimit)

export const ingestResultSchema = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.array(z.object({ index: z.number().int(), code: z.string(), message: z.string() })),
})
export type IngestResult = z.infer<typeof ingestResultSchema>

const common = { access: { scope: 'ingest' }, body: rowsSchema, response: ingestResultSchema } as const

export const ingestOrders = defineRoute({
  ...common,
  name: 'ingestOrders',
  summary: 'Orders, as JSON array or NDJSON',
})
export const ingestEvents = defineRoute({ ...common, name: 'ingestEvents', summary: 'Shop events' })
export const ingestCustomers = defineRoute({ ...common, name: 'ingestCustomers', summary: 'Customer facts' })
export const ingestProducts = defineRoute({ ...common, name: 'ingestProducts', summary: 'Product facts' })
