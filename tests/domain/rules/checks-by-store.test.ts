import { describe, expect, it } from 'vitest'
import { channelRoute } from '../../../src/domain/channels/channel-route.ts'
import { preparedShare } from '../../../src/domain/channels/preparation.ts'
import { claimLayoutProblems } from '../../../src/domain/checkout/claim-layout.ts'
import { claimLimitProblems, loadGrade } from '../../../src/domain/checkout/claim-limits.ts'
import { orderedByEffort, participationAdvice } from '../../../src/domain/content/participation.ts'
import { refundPromise } from '../../../src/domain/promises/refund-promise.ts'
import { pointsTasks } from '../../../src/domain/referral/points-panel.ts'
import { referralTemplates } from '../../../src/domain/referral/referral-templates.ts'
import { entryRate, joinPathProblems } from '../../../src/domain/welcome/join-path.ts'

const path = { requiredFields: 4, pages: 2, loadMs: 2_000, leavesApp: false }
const layout = {
  steps: 1,
  showsProgress: true,
  takesPayment: true,
  fillsLastAddress: true,
  showsFinalPrice: true,
  isInvoiceOptional: true,
  payMethods: 3,
  isButtonAtBottom: true,
  buttonColor: '#000000',
  buttonTextColor: '#ffffff',
}
const wayIn = (count: number) => ({
  steps: Array.from({ length: count }, () => '扫码'),
  hasChannelTag: true,
  hasWelcome: true,
})

describe('checks at the numbers of the store', () => {
  it.each([
    [4, 0],
    [3, 1],
  ])('CLM-01 with at most %i fields', (fields, problems) => {
    expect(claimLimitProblems(path, { 'CLM-01.fields': fields })).toHaveLength(problems)
  })

  it.each([
    [2, 0],
    [1, 1],
  ])('CLM-02 with at most %i pages', (pages, problems) => {
    expect(claimLimitProblems(path, { 'CLM-02.pages': pages })).toHaveLength(problems)
  })

  it.each([
    [2, 0, 'allowed'],
    [1, 1, 'slow'],
  ])('CLM-05 within %i s', (seconds, problems, grade) => {
    expect(claimLimitProblems(path, { 'CLM-05.seconds': seconds })).toHaveLength(problems)
    expect(loadGrade(path.loadMs, { 'CLM-05.seconds': seconds })).toBe(grade)
  })

  it.each([
    [3, []],
    [4, ['支付方式3种，至少4种']],
  ])('CLM-04 with at least %i ways to pay', (payMethods, texts) => {
    const problems = claimLayoutProblems(layout, { 'CLM-04.payMethods': payMethods })
    expect(problems.map(({ text }) => text)).toEqual(texts)
  })

  it.each([
    [4, true],
    [3, false],
  ])('CON-03 with at most %i steps', (steps, isAllowed) => {
    const rules = { 'CON-03.steps': steps }
    expect(participationAdvice(4, rules).isAllowed).toBe(isAllowed)
    expect(orderedByEffort([{ steps: 4 }], rules)).toHaveLength(Number(isAllowed))
  })

  it.each([
    [4, 0],
    [3, 1],
  ])('WEL-01 with at most %i steps', (steps, problems) => {
    expect(joinPathProblems(wayIn(4), { 'WEL-01.steps': steps })).toHaveLength(problems)
  })

  it.each([
    [50, true],
    [51, false],
  ])('WEL-01 aiming at %i %%', (entryPercent, isReached) => {
    expect(entryRate(100, 50, { 'WEL-01.entryPercent': entryPercent })).toMatchObject({ isReached })
  })

  it.each([
    [100_000, 'suggestOneToOne'],
    [100_001, 'group'],
  ])('CHN-01 from %i fen', (suggestFen, channel) => {
    expect(channelRoute(100_000, { 'CHN-01.suggestFen': suggestFen }).channel).toBe(channel)
  })

  it('CHN-02 shows the aim of the store', () => {
    expect(preparedShare(['orderShipped'], { 'CHN-02.automatedPercent': 80 })?.targetPercent).toBe(80)
  })

  it.each([
    [72, true],
    [71, false],
  ])('TRUST-01 within %i hours', (hours, isAllowed) => {
    const record = { isOffered: true, slowestRefundHours: 72 }
    expect(refundPromise(record, { 'TRUST-01.hours': hours }).isAllowed).toBe(isAllowed)
  })

  it('MEM-03 and REF-01 ask for as many as the store set', () => {
    const tasks = pointsTasks(1, 1, { 'MEM-03.invites': 2, 'MEM-03.checkIns': 1 })
    expect(tasks.map(({ isDone }) => isDone)).toEqual([false, true])
    const goods = { item: '小样', costFen: 500 }
    const names = referralTemplates(goods, goods, {
      'REF-01.friends': 5,
      'REF-01.groupPeople': 3,
      'REF-01.groupOffFen': 2_000,
      'REF-01.extraOffFen': 500,
      'REF-01.unlockFen': 1_990,
    }).map(({ terms }) => terms.name)
    expect(names).toEqual(['邀5人得小样', '3人拼团减20元', '拼团再减5元', '助力19.9元解锁试用装'])
  })
})
