import type { Switches } from '../../protocol/switches.ts'
import { wechatDevice, wecomDevice } from '../../protocol/user-agents.ts'
import type { FrameProfile, FrameRole } from '../bridge/messages.ts'
import type { Chat } from './chat.ts'
import type { Hook } from './hooks.ts'
import type { Message } from './message.ts'
import { useConversation } from './useConversation.ts'
import { useDesk } from './useDesk.ts'
import { usePanel } from './usePanel.ts'
import { usePhone } from './usePhone.ts'
import { useSwitches } from './useSwitches.ts'
import { useWorld } from './useWorld.ts'

/** What the window offers to the frames' bridge and to tests as `window.__zhikeSimulator`. */
export interface SimulatorHandle {
  frameProfile: (role: FrameRole) => FrameProfile
  currentMember: () => string
  currentChat: () => Chat | null
  openChat: (externalUserId: string) => void
  openGroup: (chatId: string) => void
  chooseMember: (userId: string) => void
  /** Everything that stands in a chat, by external_userid or chat_id; `isFromPanel` marks what the panel sent. */
  messages: (key: string) => Message[]
  openLinkAs: (externalUserId: string, link: string) => void
  setSwitches: (patch: Partial<Switches>) => Promise<void>
  /** Before the client looks at the call: a chat changed here is the one the call sees. */
  beforeHandle: (name: string, hook: Hook) => () => void
  /** After the client has acted, before the page hears of it. */
  beforeReply: (name: string, hook: Hook) => () => void
  /** The answer is on its way to the page. */
  afterReply: (name: string, hook: Hook) => () => void
  invokeCount: (name: string) => number
}

declare global {
  interface Window {
    __zhikeSimulator?: SimulatorHandle
  }
}

export function createHandle(): SimulatorHandle {
  const { switches, change } = useSwitches()
  const { hooks } = usePanel()
  const conversation = useConversation()
  const desk = useDesk()
  return {
    frameProfile: (role) => ({
      device: role === 'panel' ? wecomDevice(switches) : wechatDevice(),
      bridge: role === 'panel' ? switches.bridge : 'absent',
      bridgeDelayMs: switches.bridgeDelayMs,
    }),
    currentMember: () => useWorld().userId.value,
    currentChat: () => conversation.chat.value,
    openChat: (externalUserId) => desk.openChat({ kind: 'single', externalUserId }),
    openGroup: (chatId) => desk.openChat({ kind: 'group', chatId }),
    chooseMember: desk.chooseMember,
    messages: (key) =>
      JSON.parse(JSON.stringify(conversation.messagesOf({ kind: 'group', chatId: key }))) as Message[],
    openLinkAs: usePhone().openLink,
    setSwitches: change,
    beforeHandle: (name, hook) => hooks.add('beforeHandle', name, hook),
    beforeReply: (name, hook) => hooks.add('beforeReply', name, hook),
    afterReply: (name, hook) => hooks.add('afterReply', name, hook),
    invokeCount: (name) => hooks.count(name),
  }
}
