import { WecomRefused } from './answer.ts'
import type { WecomClient } from './client.ts'

export interface Visitor {
  userId: string | null
  externalUserId: string | null
}

export interface MemberProfile {
  userId: string
  name: string
  departments: number[]
  /** Those of `departments` that they lead. */
  leaderOf: number[]
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status: number
}

export interface WecomIdentity {
  /** Exchanges a one-time OAuth code. A member has a userId, a customer an externalUserId, others neither. */
  whoIs: (code: string) => Promise<Visitor>
  profileOf: (userId: string) => Promise<MemberProfile>
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

export function createWecomIdentity(client: WecomClient): WecomIdentity {
  return {
    async whoIs(code) {
      const answer = await client.get('auth/getuserinfo', { code })
      return { userId: text(answer['userid']), externalUserId: text(answer['external_userid']) }
    },
    async profileOf(userId) {
      const answer = await client.get('user/get', { userid: userId })
      const departments = Array.isArray(answer['department']) ? answer['department'].map(Number) : []
      const flags = Array.isArray(answer['is_leader_in_dept']) ? answer['is_leader_in_dept'].map(Number) : []
      return {
        userId,
        name: text(answer['name']) ?? userId,
        departments,
        leaderOf: departments.filter((_department, place) => flags[place] === 1),
        status: Number(answer['status'] ?? 1),
      }
    },
  }
}

/** Codes that mean "this OAuth code is no good": wrong, reused or older than five minutes. */
export function isBadCode(error: unknown): boolean {
  return error instanceof WecomRefused && [40029, 42003, 42022].includes(error.errcode)
}
