import type { Database } from '../db/connect.ts'
import { prepared, preparedList } from '../db/prepared.ts'
import type { RightsTables } from '../db/tables/rights.ts'
import type { MemberProfile } from '../wecom/identity.ts'
import type { RoleSource } from './role.ts'

export interface MemberRow extends RoleSource {
  name: string
  isActive: boolean
  sessionsValidFrom: number
  updatedAt: number
}

export type TeamRow = RightsTables['leadTeam']
export type DepartmentRow = RightsTables['memberDepartment']

function memberQuery(db: Database) {
  return db
    .selectFrom('member')
    .select(['userId', 'name', 'role', 'roleSetBy', 'isActive', 'sessionsValidFrom', 'updatedAt'])
    .select((eb) =>
      eb
        .selectFrom('memberDepartment')
        .whereRef('memberDepartment.userId', '=', 'member.userId')
        .select((inner) => inner.fn.max('memberDepartment.isLeader').as('isLeader'))
        .as('isLeader'),
    )
}

type Raw = Awaited<ReturnType<ReturnType<typeof memberQuery>['executeTakeFirstOrThrow']>>

function toRow({ isActive, isLeader, ...row }: Raw): MemberRow {
  return { ...row, isActive: isActive === 1, isLeader: isLeader === 1 }
}

const memberById = prepared((db, { userId }: { userId: string }) =>
  memberQuery(db).where('userId', '=', userId),
)

export async function findMember(db: Database, userId: string): Promise<MemberRow | null> {
  const [row] = await memberById(db, { userId })
  return row ? toRow(row) : null
}

export const findNames = preparedList((db, userIds) =>
  db.selectFrom('member').select(['userId', 'name']).where('userId', 'in', userIds),
)

export async function allMembers(db: Database): Promise<MemberRow[]> {
  return (await memberQuery(db).orderBy('userId').execute()).map(toRow)
}

export function allDepartments(db: Database): Promise<DepartmentRow[]> {
  return db.selectFrom('memberDepartment').selectAll().orderBy('departmentId').execute()
}

export function allTeams(db: Database): Promise<TeamRow[]> {
  return db.selectFrom('leadTeam').selectAll().orderBy('value').execute()
}

/** Stores what WeCom told of an active member, departments and leadership included. */
export async function storeProfile(trx: Database, profile: MemberProfile, at: number): Promise<void> {
  const { userId, name, departments, leaderOf } = profile
  const changes = { name, departmentsJson: JSON.stringify(departments), isActive: 1, updatedAt: at }
  await trx
    .insertInto('member')
    .values({ userId, role: 'advisor', sessionsValidFrom: 0, createdAt: at, ...changes })
    .onConflict((conflict) => conflict.column('userId').doUpdateSet(changes))
    .execute()
  await trx.deleteFrom('memberDepartment').where('userId', '=', userId).execute()
  const rows = [...new Set(departments)].map((departmentId) => ({
    userId,
    departmentId,
    isLeader: leaderOf.includes(departmentId) ? 1 : 0,
  }))
  if (rows.length > 0) await trx.insertInto('memberDepartment').values(rows).execute()
}

export async function deactivate(trx: Database, userId: string, at: number): Promise<void> {
  await trx
    .updateTable('member')
    .set({ isActive: 0, updatedAt: at })
    .where('userId', '=', userId)
    .where('isActive', '=', 1)
    .execute()
}

/** Every session of the member is over. */
export async function endSessions(trx: Database, userId: string, at: number): Promise<void> {
  await trx.updateTable('member').set({ sessionsValidFrom: at }).where('userId', '=', userId).execute()
  await trx
    .updateTable('session')
    .set({ endedAt: at })
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .execute()
}

export async function storeRole(
  trx: Database,
  userId: string,
  change: { role: string; roleSetBy: string | null; updatedAt: number },
): Promise<void> {
  await trx.updateTable('member').set(change).where('userId', '=', userId).execute()
}

export async function storeTeam(trx: Database, leadUserId: string, rows: readonly TeamRow[]): Promise<void> {
  await trx.deleteFrom('leadTeam').where('leadUserId', '=', leadUserId).execute()
  if (rows.length > 0)
    await trx
      .insertInto('leadTeam')
      .values([...rows])
      .execute()
}
