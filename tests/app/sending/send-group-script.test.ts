import { beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '../../../src/app/api.ts'
import {
  sendGroupScript,
  settlePush,
  takeBackPush,
  type GroupOrder,
} from '../../../src/app/sending/send-group-script.ts'
import { createWorld, li, offline, type World } from '../support/panel-world.ts'
import { skinGroup, withGroup, type GroupApi } from '../support/sample-group.ts'

const order: GroupOrder = {
  target: { chatId: 'wr-skin', name: '护肤交流群' },
  scriptId: 'script-1',
  title: '群公告',
  text: '各位好',
  kind: 'content',
  isCheckIn: true,
  key: 'key-1',
}
const elsewhere = { kind: 'group', chatId: 'wr-other' } as const
const nowhere = { kind: 'none', entry: null } as const

let world: World
let api: GroupApi

beforeEach(() => {
  world = createWorld()
  api = withGroup(world)
  world.chats.splice(0, 1, skinGroup)
})
const send = () => sendGroupScript(world.services, order)

describe('a script into a group', () => {
  it('is taken up before WeCom gets it, with the chat checked around each step', async () => {
    expect(await send()).toEqual({ is: 'sent' })
    expect(world.log).toEqual(['who', 'take up content', 'who', 'send text', 'who'])
    expect(api.recordGroupTouch).toHaveBeenCalledWith({
      params: { chatId: 'wr-skin' },
      body: {
        requestId: 'key-1',
        contentType: 'content',
        isCheckIn: true,
        scriptId: 'script-1',
        text: '各位好',
      },
    })
  })

  it.each([
    ['a customer', li],
    ['another group', elsewhere],
  ])('does not go to %s', async (_name, chat) => {
    world.chats.splice(0, 1, chat)
    expect(await send()).toEqual({ is: 'switched', hasGoneOut: false, chat, unvoided: null })
    expect(world.log).toEqual(['who'])
  })

  it('counts nothing when the chat changed after it was taken up', async () => {
    world.chats.splice(0, 1, skinGroup, elsewhere)
    expect(await send()).toMatchObject({ is: 'switched', hasGoneOut: false, unvoided: null })
    expect(world.log).toEqual(['who', 'take up content', 'who', 'void gto-1'])
  })

  it('does not go out unconfirmed', async () => {
    world.chats.splice(0, 1, nowhere)
    expect(await send()).toEqual({ is: 'unconfirmed', problem: null, unvoided: null })
    world.chats.splice(0, 1, skinGroup, nowhere)
    expect(await send()).toEqual({ is: 'unconfirmed', problem: null, unvoided: null })
    expect(world.host.send).not.toHaveBeenCalled()
    expect(world.log.at(-1)).toBe('void gto-1')
  })

  it('that the server refuses stays here', async () => {
    const error = new ApiError('offer_refused', 422, '本群暂停促销')
    api.recordGroupTouch.mockRejectedValueOnce(error)
    expect(await send()).toEqual({ is: 'rejected', error })
    expect(world.host.send).not.toHaveBeenCalled()
  })

  it('is no longer counted when WeCom did not take it', async () => {
    world.world.outcome = { is: 'cancelled' }
    expect(await send()).toEqual({ is: 'cancelled', unvoided: null })
    world.world.outcome = { is: 'failed', reason: 'permission', raw: 'no permission' }
    api.voidGroupTouch.mockRejectedValueOnce(offline())
    expect(await send()).toEqual({
      is: 'failed',
      reason: 'permission',
      raw: 'no permission',
      unvoided: 'gto-1',
    })
  })

  it('that may stand in another chat is taken back', async () => {
    world.chats.splice(0, 1, skinGroup, skinGroup, li)
    expect(await send()).toEqual({ is: 'switched', hasGoneOut: true, chat: li, unvoided: null })
    expect(world.log.at(-1)).toBe('void gto-1')
  })

  it('without a word from WeCom waits for it', async () => {
    const late = Promise.resolve({ is: 'accepted' } as const)
    world.world.outcome = { is: 'timeout', late }
    expect(await send()).toEqual({ is: 'silent', touchId: 'gto-1', late })
    expect(await settlePush(world.services, order, 'gto-1', await late)).toEqual({ is: 'sent' })
    expect(api.voidGroupTouch).not.toHaveBeenCalled()
  })
})

it('a count that is gone already needs no further try', async () => {
  api.voidGroupTouch.mockRejectedValueOnce(new ApiError('wrong_state', 409, '已经撤回'))
  expect(await takeBackPush(world.services, 'wr-skin', 'gto-1')).toBeNull()
})
