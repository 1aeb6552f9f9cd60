// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Panel } from '../../../src/contract/panel.ts'
import { useCustomer } from '../../../src/app/composables/useCustomer.ts'
import { sampleCadence, sampleCoupon, samplePanel } from '../support/sample-panel.ts'
import { createWorld, li, offline, settle, wang, type World } from '../support/panel-world.ts'

let world: World
let stop: () => void

beforeEach(() => {
  world = createWorld()
})
afterEach(() => stop())

function follow() {
  const customer = useCustomer(world.services)
  stop = customer.follow()
  return customer
}

/** Answers that come when the test says so. */
function held() {
  const answers: ((panel: Panel) => void)[] = []
  const signals: (AbortSignal | undefined)[] = []
  world.api.getPanel.mockImplementation((_input, options) => {
    signals.push(options?.signal)
    return new Promise((resolve) => answers.push(resolve))
  })
  return { answers, signals }
}

describe('a switch', () => {
  it('empties the panel at once and ends what is in flight', async () => {
    const { answers, signals } = held()
    follow()
    world.chat.settle(li)
    answers[0]?.(samplePanel())
    await settle()
    expect(world.customer.displayName).toBe('李悦')
    world.chat.settle(wang)
    expect(world.customer.panel).toBeNull()
    expect(world.customer.status).toBe('loading')
    expect(signals[0]?.aborted).toBe(true)
  })

  it('ignores a late answer for the former customer', async () => {
    const { answers } = held()
    follow()
    world.chat.settle(li)
    world.chat.settle(wang)
    answers[0]?.(samplePanel())
    await settle()
    expect(world.customer.panel).toBeNull()
    answers[1]?.(samplePanel('wm-wang', '王芳'))
    await settle()
    expect(world.customer.displayName).toBe('王芳')
  })

  it('ignores an answer about somebody else', async () => {
    const { answers } = held()
    follow()
    world.chat.settle(wang)
    answers.at(-1)?.(samplePanel())
    await settle()
    expect(world.customer.panel).toBeNull()
  })

  it('there and back shows only the last answer', async () => {
    const { answers } = held()
    follow()
    world.chat.settle(li)
    world.chat.settle(wang)
    world.chat.settle(li)
    answers[0]?.(samplePanel('wm-li', '旧的'))
    await settle()
    expect(world.customer.panel).toBeNull()
    answers[2]?.(samplePanel())
    await settle()
    expect(world.customer.displayName).toBe('李悦')
  })

  it('to a group leaves no customer behind', async () => {
    follow()
    world.chat.settle(li)
    await settle()
    world.chat.settle({ kind: 'group', chatId: 'wr-1' })
    expect(world.customer.panel).toBeNull()
    expect(world.customer.status).toBe('idle')
  })
})

describe('loading', () => {
  it('somebody else’s customer is a stranger', async () => {
    follow()
    world.chat.settle({ kind: 'single', externalUserId: 'wm-unknown' })
    await settle()
    expect(world.customer.isStranger).toBe(true)
  })

  it('a refresh that fails keeps what is shown', async () => {
    const { refresh } = follow()
    world.chat.settle(li)
    await settle()
    world.api.getPanel.mockRejectedValueOnce(offline())
    await refresh()
    expect(world.customer.displayName).toBe('李悦')
    expect(world.customer.isRefreshing).toBe(false)
  })
})

it('a coupon takes the button’s place while it is live and gives it back after', async () => {
  const { showCoupon } = follow()
  world.chat.settle(li)
  await settle()
  const liveId = () => {
    const block = world.customer.panel?.recommendation
    return block?.status === 'ready' ? block.data.liveCouponId : undefined
  }
  showCoupon('wm-li', sampleCoupon({ state: 'sent' }))
  expect(liveId()).toBe('coupon-1')
  showCoupon('wm-wang', sampleCoupon({ state: 'voided' }))
  expect(liveId()).toBe('coupon-1')
  showCoupon('wm-li', sampleCoupon({ state: 'redeemed' }))
  expect(liveId()).toBeNull()
})

describe('她在问', () => {
  it.each([
    [true, 2],
    [false, 1],
  ])('with a full meter (%s) the suggestions are asked for anew: %i panels', async (isFull, panels) => {
    const { markAsking } = follow()
    world.chat.settle(li)
    await settle()
    world.api.markAsking.mockResolvedValueOnce({ cadence: sampleCadence({ isFull, isAsking: true }) })
    await markAsking(true)
    await settle()
    expect(world.api.getPanel).toHaveBeenCalledTimes(panels)
  })
})
