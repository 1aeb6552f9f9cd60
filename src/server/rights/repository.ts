import type { Database } from '../db/connect.ts'

/** The members of departments that WeCom names this one leader of. */
export async function ledByWecom(db: Database, leadUserId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('memberDepartment as led')
    .innerJoin('memberDepartment as other', 'other.departmentId', 'led.departmentId')
    .select('other.userId')
    .distinct()
    .where('led.userId', '=', leadUserId)
    .where('led.isLeader', '=', 1)
    .execute()
  return rows.map(({ userId }) => userId)
}

/** The members of the departments, and those named, that an admin gave to this lead; null where no admin said anything. */
export async function ledByAdmin(db: Database, leadUserId: string): Promise<string[] | null> {
  const rows = await db.selectFrom('leadTeam').selectAll().where('leadUserId', '=', leadUserId).execute()
  if (rows.length === 0) return null
  const departmentIds = rows.filter(({ kind }) => kind === 'department').map(({ value }) => Number(value))
  const named = rows.filter(({ kind }) => kind === 'member').map(({ value }) => value)
  if (departmentIds.length === 0) return named
  const members = await db
    .selectFrom('memberDepartment')
    .select('userId')
    .distinct()
    .where('departmentId', 'in', departmentIds)
    .execute()
  return [...new Set([...named, ...members.map(({ userId }) => userId)])]
}

/** Active members who may be lead or admin: the role decides, which WeCom's departments may give. */
export async function possibleDeciders(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('member')
    .select('userId')
    .where('isActive', '=', 1)
    .where((eb) =>
      eb.or([
        eb('role', 'in', ['lead', 'admin']),
        eb(
          'userId',
          'in',
          eb.selectFrom('memberDepartment').select('memberDepartment.userId').where('isLeader', '=', 1),
        ),
      ]),
    )
    .execute()
  return rows.map(({ userId }) => userId)
}
