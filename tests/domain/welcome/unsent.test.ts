import { describe, expect, it } from 'vitest'
import { unsentReason } from '../../../src/domain/welcome/unsent.ts'

describe('why a welcome was not sent', () => {
  it.each(['sent', 'none', 'welcomed'])('%s needs no word', (outcome) => {
    expect(unsentReason(outcome, null)).toBeNull()
  })
  it.each([
    ['no-code', null, '企业微信没有给欢迎码：设过成员欢迎语，或已经聊起来了'],
    ['late', 41050, '超过了20秒'],
    ['refused', 48002, '企业微信拒绝了（错误码 48002）'],
    ['refused', null, '企业微信拒绝了'],
    ['unknown', null, '没有收到企业微信的回答，可能已发出'],
  ])('%s, %s', (outcome, errcode, reason) => {
    expect(unsentReason(outcome, errcode)).toBe(reason)
  })
})
