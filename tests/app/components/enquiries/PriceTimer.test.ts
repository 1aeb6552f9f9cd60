// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import PriceTimer from '../../../../src/app/components/enquiries/PriceTimer.vue'
import type { Enquiry } from '../../../../src/contract/enquiries.ts'

const startedAt = 1_000_000
const enquiry = (isEscalated = false): Enquiry => ({
  about: 'price',
  startedAt,
  source: 'advisor',
  targetAt: startedAt + 300_000,
  breachAt: startedAt + 3_600_000,
  isEscalated,
  lines: [],
})
const at = (seconds: number, isEscalated = false) =>
  mount(PriceTimer, { props: { enquiry: enquiry(isEscalated), now: startedAt + seconds * 1000 } })

describe('PriceTimer', () => {
  it.each([
    [0, '问价 还剩 5:00', 'green'],
    [179, '问价 还剩 2:01', 'green'],
    [180, '问价 还剩 2:00', 'warn'],
    [269, '问价 还剩 0:31', 'warn'],
    [270, '问价 还剩 0:30', 'danger'],
    [299, '问价 还剩 0:01', 'danger'],
    [300, '问价 已超 0:00，60 分钟内必须回复', 'danger'],
    [3_599, '问价 已超 54:59，60 分钟内必须回复', 'danger'],
    [3_600, '已超时，请马上回复，主管也会看到', 'danger'],
  ])('after %i s says %s in %s', (seconds, text, tone) => {
    const timer = at(seconds)
    expect(timer.get('[role="timer"]').text()).toContain(text)
    expect(timer.get('[role="timer"]').classes()).toContain(tone)
  })

  it('speaks at two minutes and at thirty seconds only', async () => {
    const timer = at(100)
    const spoken: string[] = []
    for (let second = 101; second <= 400; second += 1) {
      await timer.setProps({ now: startedAt + second * 1000 })
      const said = timer.get('[role="status"]').text()
      if (said !== (spoken.at(-1) ?? '')) spoken.push(said)
    }
    expect(spoken).toEqual(['问价还剩 2 分钟', '问价还剩 30 秒'])
    expect(timer.get('[role="timer"]').attributes('aria-live')).toBe('off')
  })

  it('asks once for the note at the breach and shows it when it is there', async () => {
    const timer = at(3_599)
    expect(timer.emitted('breach')).toBeUndefined()
    await timer.setProps({ now: startedAt + 3_600_000 })
    await timer.setProps({ now: startedAt + 3_601_000 })
    expect(timer.emitted('breach')).toHaveLength(1)
    await timer.setProps({ enquiry: enquiry(true) })
    expect(timer.text()).toContain('已超时，请马上回复，主管也会看到')
    expect(at(4_000, true).emitted('breach')).toBeUndefined()
  })
})
