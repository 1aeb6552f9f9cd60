import type { Target } from '../../sending/target.ts'
import { useChatStore } from '../../stores/chat.ts'
import { useCustomerStore } from '../../stores/customer.ts'

/** Whom the advisor sees at this very moment; null while the panel and the chat do not agree. */
export function currentTarget(): Target | null {
  const head = useCustomerStore().panel?.customer
  if (!head || head.externalUserId !== useChatStore().externalUserId) return null
  return { externalUserId: head.externalUserId, displayName: head.displayName }
}
