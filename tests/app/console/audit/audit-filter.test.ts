import { describe, expect, it } from 'vitest'
import { auditQuery, emptyFilter } from '../../../../src/app/console/audit/audit-filter.ts'
import { searchAudit } from '../../../../src/contract/audit.ts'

const zone = 'Asia/Shanghai'

describe('auditQuery', () => {
  it('asks for nothing that was left empty', () => {
    expect(auditQuery(emptyFilter, zone)).toEqual({})
    expect(auditQuery({ ...emptyFilter, actor: '  ', customer: ' ' }, zone)).toEqual({})
  })

  it('takes whole days of the store, the last one included', () => {
    const { from, until } = auditQuery({ ...emptyFilter, days: ['2026-03-10', '2026-03-10'] }, zone)
    expect(from).toBe(Date.UTC(2026, 2, 9, 16))
    expect(until).toBe(Date.UTC(2026, 2, 10, 16))
  })

  it('goes over the end of a month and a day that is an hour shorter', () => {
    expect(auditQuery({ ...emptyFilter, days: ['2026-02-28', '2026-02-28'] }, zone).until).toBe(
      Date.UTC(2026, 1, 28, 16),
    )
    const berlin = auditQuery({ ...emptyFilter, days: ['2026-03-29', '2026-03-29'] }, 'Europe/Berlin')
    expect((berlin.until ?? 0) - (berlin.from ?? 0)).toBe(23 * 3_600_000)
  })

  it('is what the contract takes, with and without everything', () => {
    const full = auditQuery(
      { actor: ' LinXi ', customer: 'wm-1', action: 'coupon.', days: ['2026-03-01', '2026-03-10'] },
      zone,
    )
    expect(searchAudit.query.parse(full)).toMatchObject({
      actor: 'LinXi',
      customer: 'wm-1',
      action: 'coupon.',
    })
    expect(searchAudit.query.safeParse(auditQuery(emptyFilter, zone)).success).toBe(true)
  })
})
