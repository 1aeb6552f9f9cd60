import { describe, expect, it } from 'vitest'
import { dailyMessages, messagesText } from '../../../src/domain/groups/daily-messages.ts'

describe('dailyMessages (RISK-03)', () => {
  it('are those of the whole days before today; nobody told is unknown, not 0', () => {
    const known = [
      { day: 96, messages: 1 },
      { day: 97, messages: 0 },
      { day: 99, messages: 40 },
      { day: 100, messages: 7 },
    ]
    expect(dailyMessages(known, 100, 3)).toEqual([
      { day: 97, messages: 0 },
      { day: 98, messages: null },
      { day: 99, messages: 40 },
    ])
  })

  it.each([
    [[null, null, null], '群消息数未知：企业微信不提供，接入后才能判断'],
    [[3, null, 4], '近3天只知道2天的消息数，暂不判断'],
    [[3, 0, 4], '近3天每天3、0、4条消息'],
  ])('%o', (counts, text) => {
    expect(messagesText(counts.map((messages, day) => ({ day, messages })))).toBe(text)
  })
})
