/** The conversation that is open: with one customer or with a customer group. */
export type Chat = { kind: 'single'; externalUserId: string } | { kind: 'group'; chatId: string }

export function chatKey(chat: Chat): string {
  return chat.kind === 'single' ? chat.externalUserId : chat.chatId
}

export function isSameChat(one: Chat | null, other: Chat | null): boolean {
  if (!one || !other) return one === other
  return one.kind === other.kind && chatKey(one) === chatKey(other)
}
