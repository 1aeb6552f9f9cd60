import { z } from 'zod'
import { defineRoute, roles } from './route.ts'
import { idSchema } from './values.ts'

/** Whom a lead answers for, by departments and by single members. */
export const teamSchema = z.object({
  departmentIds: z.array(z.number().int().positive()).max(200),
  userIds: z.array(idSchema).max(500),
})

export const memberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** Where the role comes from: the configuration, an admin, or WeCom. */
  roleFrom: z.enum(['configuration', 'admin', 'wecom']),
  /** False: disabled, not activated or left in WeCom; they can't sign in. */
  isActive: z.boolean(),
  departmentIds: z.array(z.number().int()),
  /** The departments that WeCom names them leader of. */
  leaderOf: z.array(z.number().int()),
  /** What an admin set for a lead in place of `leaderOf`; null = WeCom's departments count. */
  team: teamSchema.nullable(),
  /** How many known members a lead answers for, the lead left out; 0 for the other roles. */
  teamSize: z.number().int(),
  updatedAt: z.number(),
})
export type MemberEntry = z.infer<typeof memberSchema>

/** A department of the company by its name in WeCom. */
export const departmentSchema = z.object({ departmentId: z.number().int(), name: z.string() })
export type Department = z.infer<typeof departmentSchema>

export const listMembers = defineRoute({
  name: 'listMembers',
  summary: 'Every member who ever signed in or was told by WeCom, with role and team',
  access: 'member',
  roles: ['admin'],
  response: z.object({
    members: z.array(memberSchema),
    /** Those whose name could be read; any other goes by its number. */
    departments: z.array(departmentSchema),
  }),
})

export const changeMember = defineRoute({
  name: 'changeMember',
  summary:
    "Sets a member's role and a lead's team; null gives either back to WeCom. A changed role ends the member's sessions",
  access: 'member',
  roles: ['admin'],
  body: z
    .object({
      userId: idSchema,
      role: z.enum(roles).nullable().optional(),
      team: teamSchema.nullable().optional(),
    })
    .refine(({ role, team }) => role !== undefined || team !== undefined, { message: 'names no change' }),
  response: z.object({ member: memberSchema }),
})

/** What went over from one member to another. */
export const handoverSchema = z.object({
  fromUserId: z.string(),
  toUserId: z.string(),
  notes: z.number().int(),
  scripts: z.number().int(),
  reminders: z.number().int(),
  coupons: z.number().int(),
})
export type Handover = z.infer<typeof handoverSchema>

export const handOver = defineRoute({
  name: 'handOver',
  summary:
    'Hands notes, open reminders and live coupons of a member to another, own scripts too unless single customers are named; told again it moves what is left',
  access: 'member',
  roles: ['admin'],
  params: z.object({ userId: idSchema }),
  body: z.object({
    toUserId: idSchema,
    /** Only what concerns these customers; left out: everything, own scripts included. */
    externalUserIds: z.array(idSchema).min(1).max(1000).optional(),
  }),
  response: z.object({ handover: handoverSchema }),
})
