import type { Check, Fault } from '../../contract/diagnostics.ts'
import type { FaultRow } from '../wecom/health.ts'
import { cureOf, isPersonal } from '../wecom/health-cures.ts'
import { check } from './check.ts'

/** An error that has not happened for so long counts as mended. */
const currentMs = 24 * 3_600_000

export function faultsOf(rows: FaultRow[], asOf: number): Fault[] {
  return rows.flatMap(({ mendedAt, callerIp: _callerIp, ...row }) => {
    const cure = cureOf(row.errcode)
    return cure === null
      ? []
      : [{ ...row, isMended: mendedAt !== null || asOf - row.lastAt >= currentMs, cure }]
  })
}

/** What went wrong since, even where the checks do not look. Errors about one person alone are no more than a warning. */
export function checkRecentErrors(faults: Fault[]): Check {
  const current = faults.filter((fault) => !fault.isMended)
  const worst = current.find((fault) => !isPersonal(fault.errcode)) ?? current[0]
  if (worst === undefined) return check('recentErrors', 'ok', '一天内没有要处理的错误')
  const { apiPath, errcode, count, cure } = worst
  const more = current.length > 1 ? `，另有 ${current.length - 1} 种` : ''
  const detail = `${cure.title}：${apiPath} 返回 ${errcode}，${count} 次${more}`
  return check('recentErrors', isPersonal(errcode) ? 'warning' : 'broken', detail, { cure, errcode })
}
