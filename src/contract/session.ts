import { z } from 'zod'
import { defineRoute, roles } from './route.ts'
import { okSchema } from './values.ts'

export const sessionSchema = z.object({
  userId: z.string(),
  name: z.string(),
  role: z.enum(roles),
  corpId: z.string(),
  agentId: z.string(),
  storeName: z.string(),
  timeZone: z.string(),
})
export type Session = z.infer<typeof sessionSchema>

export const signatureSchema = z.object({
  kind: z.enum(['agent', 'corp']),
  corpId: z.string(),
  agentId: z.string(),
  url: z.string(),
  timestamp: z.number().int(),
  nonceStr: z.string(),
  signature: z.string(),
})
export type Signature = z.infer<typeof signatureSchema>

/** What the server writes into the sidebar's HTML, so that identity starts before any request. */
export interface Boot {
  session: Session | null
  signature: Signature | null
  /** Why there is no signature although there is a session, in plain words. */
  problem: string | null
}

/** What the server writes into the console's HTML, which nobody gets without a session. */
export interface ConsoleBoot {
  session: Session
  /** Whom to ask for rights, by name; empty for admins themselves and while no admin has signed in yet. */
  admins: string[]
}

export const getSession = defineRoute({
  name: 'getSession',
  summary: 'Who is signed in',
  access: 'member',
  roles,
  response: sessionSchema,
})

export const logout = defineRoute({
  name: 'logout',
  summary: 'Ends the session on this browser',
  access: 'member',
  roles,
  response: okSchema,
})

export const getSignature = defineRoute({
  name: 'getSignature',
  summary: 'JS-SDK signature for a page of our own origin',
  access: 'member',
  roles,
  query: z.object({
    kind: z.enum(['agent', 'corp']).default('agent'),
    url: z.string().min(1).max(2048),
    /** WeCom refused the last signature for this page: sign with a fresh ticket. */
    refused: z.stringbool().default(false),
  }),
  response: signatureSchema,
})
