import type { Database } from '../db/connect.ts'

/**
 * Keeps what a write under a key answers in the transaction of the write itself, as its last statement: after the commit
 * both are there, also when the process dies before anybody is told; after a rollback neither is. Gives the answer back.
 */
export type Settle<Answer> = <Given extends Answer>(trx: Database, answer: Given) => Promise<Given>

/** Of a write without a key nothing is kept. */
export const keepNothing: Settle<unknown> = async (_trx, answer) => answer
