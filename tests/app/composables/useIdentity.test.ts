// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import type { Chat } from '../../../src/app/host/bridge.ts'
import { useIdentity } from '../../../src/app/composables/useIdentity.ts'
import { createWorld, li, settle, wang, type World } from '../support/panel-world.ts'

let world: World
beforeEach(() => {
  world = createWorld()
})

it.each([
  ['focus', () => window.dispatchEvent(new Event('focus'))],
  ['pageshow', () => window.dispatchEvent(new Event('pageshow'))],
  ['visibilitychange', () => document.dispatchEvent(new Event('visibilitychange'))],
])('asks again on %s', async (_name, fire) => {
  const stop = useIdentity(world.services).start()
  await settle()
  world.chats.splice(0, 1, wang)
  fire()
  await settle()
  expect(world.chat.externalUserId).toBe('wm-wang')
  stop()
  fire()
  await settle()
  expect(world.host.whoIsHere).toHaveBeenCalledTimes(2)
})

it('asks once more when a switch may have happened during the ask', async () => {
  const answers: ((chat: Chat) => void)[] = []
  world.host.whoIsHere = vi.fn(() => new Promise<Chat>((resolve) => answers.push(resolve)))
  const { ask } = useIdentity(world.services)
  void ask()
  void ask()
  void ask()
  expect(answers).toHaveLength(1)
  answers[0]?.(li)
  await settle()
  expect(answers).toHaveLength(2)
  answers[1]?.(wang)
  await settle()
  expect(world.chat.externalUserId).toBe('wm-wang')
  expect(answers).toHaveLength(2)
})

it('a failed ask leaves the known customer but says that it is in doubt', async () => {
  const { ask } = useIdentity(world.services)
  await ask()
  const problem = { reason: 'timeout', raw: '' } as const
  world.chats.splice(0, 1, { kind: 'none', entry: null, problem })
  await ask()
  expect(world.chat.externalUserId).toBe('wm-li')
  expect(world.chat.doubt).toEqual(problem)
  world.chats.splice(0, 1, { kind: 'none', entry: 'normal' })
  await ask()
  expect(world.chat.externalUserId).toBeNull()
  expect(world.chat.doubt).toBeNull()
})
