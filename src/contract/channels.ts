import { z } from 'zod'
import { channelBounds } from '../domain/welcome/channel.ts'
import { welcomeProblemKinds } from '../domain/welcome/welcome-text.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './values.ts'

const operating = ['operator', 'admin'] as const

/** What is sent to a new contact within 20 s, once. `{顾问}`, `{店名}` and, of the quiz link, `{有效期}` are filled in. */
export const welcomeSchema = z.object({
  text: z.string().trim().min(1).max(channelBounds.welcomeCharacters),
  /** The personal link to the published quiz goes with it; left out while no quiz is published. */
  hasQuiz: z.boolean(),
})
export type Welcome = z.infer<typeof welcomeSchema>

/** In the details of `welcome_refused`: every reason, the missing elements of WEL-02 by their names. */
export const welcomeProblemSchema = z.object({
  kind: z.enum(welcomeProblemKinds),
  ruleId: z.string(),
  text: z.string(),
})

export const channelSchema = z.object({
  channelId: z.string(),
  name: z.string(),
  /** What WeCom passes back with each customer who comes through this code. */
  state: z.string(),
  /** New customers are split over them by WeCom. */
  advisors: z.array(z.object({ userId: z.string(), name: z.string() })),
  /** Set on each customer who comes through this code. */
  tags: z.array(z.string()),
  /** Null: the store's own welcome goes out, if there is one. */
  welcome: welcomeSchema.nullable(),
  /** Address of the picture that customers scan. */
  qrCode: z.string(),
  /** Customers who came, and those of them whom a welcome reached WeCom for. */
  arrivedCount: z.number().int(),
  welcomedCount: z.number().int(),
  createdAt: z.number(),
  updatedAt: z.number(),
})
export type Channel = z.infer<typeof channelSchema>

const label = (limit: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .regex(/^\P{Cc}+$/u, 'must not contain control characters')

const channelBody = z.object({
  name: label(channelBounds.nameCharacters),
  userIds: z
    .array(idSchema)
    .min(1)
    .max(channelBounds.advisors)
    .refine((ids) => new Set(ids).size === ids.length, 'must not name anybody twice'),
  tags: z
    .array(label(channelBounds.tagCharacters))
    .max(channelBounds.tags)
    .refine((names) => new Set(names).size === names.length, 'must not name a tag twice')
    .default([]),
  welcome: welcomeSchema.nullable().default(null),
})
export type ChannelBody = z.output<typeof channelBody>

const channelParams = z.object({ channelId: idSchema })

export const listChannels = defineRoute({
  name: 'listChannels',
  summary: 'Channel codes, latest first, with the welcome of customers who come otherwise',
  access: 'member',
  roles: operating,
  response: z.object({
    channels: z.array(channelSchema),
    storeWelcome: welcomeSchema.nullable(),
    /** Members whom a channel may name, as far as they are known here. */
    members: z.array(z.object({ userId: z.string(), name: z.string() })),
    /** Null: no quiz is published, so none goes with a welcome. */
    quizTitle: z.string().nullable(),
  }),
})

export const createChannel = defineRoute({
  name: 'createChannel',
  summary: 'Makes a contact-me code (WEL-01); a welcome without its three elements is refused, naming them',
  access: 'member',
  roles: operating,
  isIdempotent: true,
  body: channelBody,
  response: z.object({ channel: channelSchema }),
})

export const changeChannel = defineRoute({
  name: 'changeChannel',
  summary:
    'Replaces what a channel does; its code and picture stay, but where one advisor becomes several a new code is made beside it',
  access: 'member',
  roles: operating,
  params: channelParams,
  body: channelBody,
  response: z.object({ channel: channelSchema }),
})

export const removeChannel = defineRoute({
  name: 'removeChannel',
  summary: 'The code stops working; customers who came through it stay what they are',
  access: 'member',
  roles: operating,
  params: channelParams,
  response: z.object({ channelId: z.string() }),
})

export const setStoreWelcome = defineRoute({
  name: 'setStoreWelcome',
  summary: 'The welcome of customers who come without a channel, or through one without a welcome of its own',
  access: 'member',
  roles: operating,
  body: z.object({ welcome: welcomeSchema.nullable() }),
  response: z.object({ storeWelcome: welcomeSchema.nullable() }),
})
