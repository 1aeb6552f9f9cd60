import { describe, expect, it } from 'vitest'
import { sideText } from '../../../../src/app/console/identity/side-text.ts'

describe('sideText', () => {
  it.each([
    [{ name: '静姐', isContact: true, netSpendFen: 100 }, '静姐（企业微信客户，累计1元）'],
    [{ name: '', isContact: false, netSpendFen: 0 }, '未命名（只在商城，累计0元）'],
    [{ name: '李', isContact: false, netSpendFen: 1_234_505 }, '李（只在商城，累计12,345.05元）'],
  ])('%o', (side, text) => {
    expect(sideText({ customerId: 'c', ...side })).toBe(text)
  })
})
