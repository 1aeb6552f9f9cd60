import { chatKey, isSameChat, type Chat } from './chat.ts'
import { useConversation } from './useConversation.ts'
import { usePanel } from './usePanel.ts'
import { usePhone } from './usePhone.ts'
import { useSwitches } from './useSwitches.ts'
import { useWorld } from './useWorld.ts'

const widths = ['300', '360', '420', 'phone'] as const
const platforms = ['windows', 'mac', 'ios', 'android', 'harmony'] as const

function firstChat(): Chat | null {
  const first = useWorld().member.value?.contacts[0]
  return first ? { kind: 'single', externalUserId: first.externalUserId } : null
}

/** Keeps the address on what is open, so that a reload and a copied link come back to it. */
function writeAddress(chat: Chat | null): void {
  const query = new URLSearchParams(window.location.search)
  query.set('member', useWorld().userId.value)
  if (chat) query.set('chat', chatKey(chat))
  window.history.replaceState(null, '', `?${query.toString()}`)
}

function openChat(chat: Chat | null): void {
  const conversation = useConversation()
  if (isSameChat(conversation.chat.value, chat)) return
  conversation.open(chat)
  writeAddress(chat)
  const phone = usePhone()
  if (phone.isOpen.value && chat?.kind === 'single') phone.show(chat.externalUserId)
  usePanel().followChat()
}

function chooseMember(userId: string | null): void {
  useWorld().chooseMember(userId)
  const chat = firstChat()
  useConversation().open(chat)
  writeAddress(chat)
  usePanel().signInAgain()
}

/** Loads everything and opens what the address asks for: member, chat, width and platform. */
async function begin(): Promise<void> {
  const { change, load } = useSwitches()
  const { load: loadWorld, chooseMember: sitDown, groups } = useWorld()
  const query = new URLSearchParams(window.location.search)
  await Promise.all([load(), loadWorld()])
  const width = widths.find((candidate) => candidate === query.get('width'))
  const platform = platforms.find((candidate) => candidate === query.get('platform'))
  if (width || platform) await change({ ...(width && { width }), ...(platform && { platform }) })
  usePhone().hide()
  sitDown(query.get('member'))
  const key = query.get('chat')
  const asked: Chat | null = key === null ? null : { kind: 'single', externalUserId: key }
  const isGroup = groups.value.some((group) => group.chatId === key)
  const chat = isGroup && key !== null ? ({ kind: 'group', chatId: key } as const) : (asked ?? firstChat())
  useConversation().open(chat)
  writeAddress(chat)
  usePanel().signInAgain()
}

/** The tester's desk: whose client is open, on which chat. */
export function useDesk() {
  return { openChat, chooseMember, begin }
}
