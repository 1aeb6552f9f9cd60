import { dayNumber, instantOf } from '../../../domain/calendar.ts'

/** As the form has it; the days are `YYYY-MM-DD` and both of them count. */
export interface AuditFilter {
  actor: string
  customer: string
  action: string
  days: readonly [string, string] | null
}

export const emptyFilter: AuditFilter = { actor: '', customer: '', action: '', days: null }

/** The start of a local day, so many days after the one written. */
function startOf(day: string, later: number, timeZone: string): number {
  const [year = 1970, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  return instantOf(dayNumber(year, month, dayOfMonth) + later, 0, 0, timeZone)
}

/** What is asked of the server: nothing for what was left empty, whole days of the store's time zone. */
export function auditQuery({ actor, customer, action, days }: AuditFilter, timeZone: string) {
  return {
    ...(actor.trim() && { actor: actor.trim() }),
    ...(customer.trim() && { customer: customer.trim() }),
    ...(action && { action }),
    ...(days && { from: startOf(days[0], 0, timeZone), until: startOf(days[1], 1, timeZone) }),
  }
}
