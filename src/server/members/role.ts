import type { Role } from '../../contract/route.ts'

export interface RoleSource {
  userId: string
  /** As stored. */
  role: string
  /** The admin who set it; null while it follows WeCom. */
  roleSetBy: string | null
  /** Whether WeCom names them leader of a department. */
  isLeader: boolean
}

/**
 * What a member is: admins by configuration first, then what an admin set, then lead for those whom WeCom names leader of
 * a department (`is_leader_in_dept`, path 90196 of developer.work.weixin.qq.com), else advisor.
 */
export function roleOf(source: RoleSource, adminUserIds: readonly string[]): Role {
  if (adminUserIds.includes(source.userId)) return 'admin'
  if (source.role === 'advisor' && source.roleSetBy === null && source.isLeader) return 'lead'
  return source.role as Role
}
