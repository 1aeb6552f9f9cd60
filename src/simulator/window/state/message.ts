/** What stands in a conversation. `msgtype` and the field names of a card are those of sendChatMessage. */
export type MessageContent =
  | { msgtype: 'text'; text: string }
  | { msgtype: 'news'; title: string; desc: string; link: string; imgUrl: string }
  | { msgtype: 'other'; label: string }

export interface Message {
  id: number
  from: 'advisor' | 'customer' | 'system'
  /** Whether it came through the panel's sendChatMessage, not from a keyboard. */
  isFromPanel: boolean
  content: MessageContent
  at: number
}
