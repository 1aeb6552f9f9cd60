import { isSameChat, type Chat, type Host, type HostProblem } from '../host/bridge.ts'

/** The customer as captured at the tap; nothing may go to anybody else. */
export interface Target {
  externalUserId: string
  displayName: string
}

/** The customer group as captured at the tap. */
export interface GroupTarget {
  chatId: string
  name: string
}

export type Check =
  { is: 'same' } | { is: 'other'; chat: Chat } | { is: 'unknown'; problem: HostProblem | null }

/** Asks the host who is here now and compares with the captured chat. */
export async function checkChat(host: Pick<Host, 'whoIsHere'>, captured: Chat): Promise<Check> {
  const chat = await host.whoIsHere()
  if (isSameChat(chat, captured)) return { is: 'same' }
  if (chat.kind === 'none') return { is: 'unknown', problem: chat.problem ?? null }
  return { is: 'other', chat }
}

export async function checkTarget(host: Pick<Host, 'whoIsHere'>, target: Target): Promise<Check> {
  return checkChat(host, { kind: 'single', externalUserId: target.externalUserId })
}
