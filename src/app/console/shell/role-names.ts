import type { Role } from '../../../contract/route.ts'

export const roleNames: Record<Role, string> = {
  advisor: '顾问',
  lead: '主管',
  operator: '运营',
  auditor: '审计',
  admin: '管理员',
}
