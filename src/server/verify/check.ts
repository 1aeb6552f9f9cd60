import { type RawBuilder, sql } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'

export type VerifyContext = Pick<ServerContext, 'config' | 'db' | 'randomBytes'>

/** Something that holds whatever happened before. */
export interface Check {
  id: string
  /** What is so when nothing is found. */
  claim: string
  find: (context: VerifyContext) => Promise<Found>
}

export interface Found {
  count: number
  /** Of the first ones. */
  ids: string[]
}

export type Ids = RawBuilder<{ id: string }>

const idsShown = 20

/** Runs a query of ids and counts them; the rows stay in the database. */
export async function foundBy(db: Database, query: Ids): Promise<Found> {
  const { rows } = await sql<{
    id: string
  }>`select id from (${query}) wrong order by id limit ${idsShown + 1}`.execute(db)
  const ids = rows.map(({ id }) => id).slice(0, idsShown)
  if (rows.length <= idsShown) return { count: rows.length, ids }
  const counted = await sql<{ count: number }>`select count(*) as count from (${query}) wrong`.execute(db)
  return { count: Number(counted.rows[0]?.count ?? rows.length), ids }
}

/** A check that one query answers. */
export function check(
  id: string,
  claim: string,
  query: (context: VerifyContext) => Ids | Promise<Ids>,
): Check {
  return { id, claim, find: async (context) => foundBy(context.db, await query(context)) }
}

/** What several readings found, one after the other. */
export function together(one: Found, next: Found): Found {
  return { count: one.count + next.count, ids: [...one.ids, ...next.ids].slice(0, idsShown) }
}
