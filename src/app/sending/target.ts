import { isSameChat, type Chat, type Host, type HostProblem } from '../host/bridge.ts'

/** The customer as captured at the tap; nothing may go to anybody else. */
export interface Target {
  externalUserId: string
  displayName: string
}

export type Check =
  { is: 'same' } | { is: 'other'; chat: Chat } | { is: 'unknown'; problem: HostProblem | null }

/** Asks the host who is here now and compares with the captured customer. */
export async function checkTarget(host: Pick<Host, 'whoIsHere'>, target: Target): Promise<Check> {
  const chat = await host.whoIsHere()
  if (isSameChat(chat, { kind: 'single', externalUserId: target.externalUserId })) return { is: 'same' }
  if (chat.kind === 'none') return { is: 'unknown', problem: chat.problem ?? null }
  return { is: 'other', chat }
}
