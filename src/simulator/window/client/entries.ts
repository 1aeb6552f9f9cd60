import type { Switches } from '../../protocol/switches.ts'
import type { Chat } from '../state/chat.ts'
import { isAtLeast } from './versions.ts'

type Entry = Exclude<Switches['entry'], 'auto'>
type EntryRules = Partial<Record<Entry, string>>

const contactEntries: EntryRules = {
  contact_profile: '2.5.8',
  single_chat_tools: '2.8.10',
  single_kf_tools: '3.1.10',
}
const chatEntries: EntryRules = { group_chat_tools: '2.8.17' }
const sendEntries: EntryRules = {
  single_chat_tools: '2.8.10',
  group_chat_tools: '2.8.10',
  chat_attachment: '3.1.6',
  single_kf_tools: '3.1.10',
}

const rulesOf: Record<string, EntryRules> = {
  getCurExternalContact: contactEntries,
  getCurExternalChat: chatEntries,
  sendChatMessage: sendEntries,
}

/** The entry that getContext names: from the open chat unless a tester forces another. */
export function currentEntry(chat: Chat | null, switches: Pick<Switches, 'entry'>): Entry {
  if (switches.entry !== 'auto') return switches.entry
  if (!chat) return 'normal'
  return chat.kind === 'single' ? 'single_chat_tools' : 'group_chat_tools'
}

/** Whether an API has the context it needs under this entry. */
export function hasContext(
  name: string,
  entry: Entry,
  switches: Pick<Switches, 'wecomVersion' | 'platform'>,
): boolean {
  const rules = rulesOf[name]
  if (!rules) return true
  const since = rules[entry]
  if (since === undefined || !isAtLeast(switches.wecomVersion, since)) return false
  return !(entry === 'chat_attachment' && switches.platform === 'mac')
}
