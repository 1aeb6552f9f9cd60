import { type AlertKind, alertMeaning } from '../../domain/abuse/alert.ts'
import type { Database } from '../db/connect.ts'
import { countAlerts } from './repository.ts'

export interface AlertSum {
  kind: string
  ruleId: string
  name: string
  alerts: number
  open: number
}

/** Alerts of a span by kind, the end exclusive: sums that name nobody. */
export async function alertSums(
  db: Database,
  span: { fromAt: number; untilAt: number },
): Promise<AlertSum[]> {
  const rows = await countAlerts(db, span)
  return rows.map(({ kind, alerts, open }) => {
    const { ruleId, name } = alertMeaning(kind as AlertKind)
    return { kind, ruleId, name, alerts, open }
  })
}
