import { describe, expect, it } from 'vitest'
import { claimLayoutProblems, type ClaimLayout } from '../../../src/domain/checkout/claim-layout.ts'

const layout: ClaimLayout = {
  steps: 3,
  showsProgress: true,
  takesPayment: true,
  fillsLastAddress: true,
  showsFinalPrice: true,
  isInvoiceOptional: true,
  payMethods: 3,
  isButtonAtBottom: true,
  buttonColor: '#b3261e',
  buttonTextColor: '#ffffff',
}
const rules = (changes: Partial<ClaimLayout>) =>
  claimLayoutProblems({ ...layout, ...changes }).map(({ ruleId }) => ruleId)

describe('claimLayoutProblems (CLM-03, CLM-04, CLM-06)', () => {
  it.each<[Partial<ClaimLayout>, string[]]>([
    [{}, []],
    [{ showsProgress: false }, ['CLM-03']],
    [{ showsProgress: false, steps: 2 }, ['CLM-03']],
    [{ showsProgress: false, steps: 1 }, []],
    [{ fillsLastAddress: false }, ['CLM-04']],
    [{ showsFinalPrice: false }, ['CLM-04']],
    [{ isInvoiceOptional: false }, ['CLM-04']],
    [{ payMethods: 2 }, ['CLM-04']],
    [{ payMethods: 4 }, []],
    [{ payMethods: 0, fillsLastAddress: false, takesPayment: false }, []],
    [{ isButtonAtBottom: false }, ['CLM-06']],
    [{ buttonColor: '#777777' }, ['CLM-06']],
    [{ buttonColor: '#767676' }, []],
    [{ buttonColor: 'red' }, ['CLM-06']],
  ])('%j: %j', (changes, expected) => {
    expect(rules(changes)).toEqual(expected)
  })

  it('says what is missing', () => {
    expect(claimLayoutProblems({ ...layout, payMethods: 2 })[0]?.text).toBe('支付方式2种，至少3种')
  })
})
