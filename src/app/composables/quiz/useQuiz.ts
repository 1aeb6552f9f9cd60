import { watch } from 'vue'
import { useServices, type Services } from '../../services.ts'
import { useChatStore } from '../../stores/chat.ts'
import { useCustomerStore } from '../../stores/customer.ts'
import { useResource } from '../useResource.ts'

/** Whether the quiz is worth offering to this customer, and how far it has come; read anew whenever the panel is. */
export function useQuiz({ api }: Services = useServices()) {
  const chat = useChatStore()
  const customer = useCustomerStore()
  const quiz = useResource(
    () => (chat.externalUserId === null ? null : `${chat.token}:${chat.externalUserId}`),
    (signal) => api.getQuiz({ params: { externalUserId: chat.externalUserId ?? '' } }, { signal }),
  )
  watch(
    () => customer.panel?.dataAt,
    (dataAt) => {
      if (dataAt !== undefined) void quiz.reload()
    },
  )
  return quiz
}
