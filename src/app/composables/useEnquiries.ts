import { ref } from 'vue'
import type { Enquiry } from '../../contract/enquiries.ts'
import type { EnquiryAbout } from '../../domain/actions/enquiries/open-enquiries.ts'
import { toApiError } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useCustomerStore } from '../stores/customer.ts'
import { useSendingStore } from '../stores/sending.ts'
import { useCustomer } from './useCustomer.ts'

const startedText: Record<EnquiryAbout, string> = {
  price: '开始计时，5 分钟内回复',
  coupon: '已记下她在问券',
  complaint: '已记下投诉，暂停促销',
}
const closedText: Record<EnquiryAbout, string> = {
  price: '已回复',
  coupon: '已回复',
  complaint: '投诉已处理完',
}

/** What the customer waits for, told by the advisor's tap since nobody reads the chat. */
export function useEnquiries(services: Services = useServices()) {
  const chat = useChatStore()
  const store = useCustomerStore()
  const sending = useSendingStore()
  const customer = useCustomer(services)
  const isBusy = ref(false)

  async function tell(
    done: string,
    run: (externalUserId: string) => ReturnType<typeof services.api.startEnquiry>,
  ): Promise<void> {
    const externalUserId = chat.externalUserId
    if (externalUserId === null || isBusy.value) return
    isBusy.value = true
    try {
      const { enquiries, cadence } = await run(externalUserId)
      store.patch(externalUserId, (panel) => {
        const { care } = panel
        return {
          ...panel,
          cadence: { status: 'ready', data: cadence },
          care: care.status === 'ready' ? { ...care, data: { ...care.data, enquiries } } : care,
        }
      })
      sending.say(done)
      if (chat.externalUserId === externalUserId) void customer.refresh()
    } catch (failure) {
      const text = `没有记下：${toApiError(failure).message}`
      const retry = { label: '重试', isPrimary: true, run: () => void tell(done, run) }
      sending.tell({ tone: 'error', text, externalUserId, actions: [retry] })
    } finally {
      isBusy.value = false
    }
  }

  const { api } = services
  function start(about: EnquiryAbout): Promise<void> {
    return tell(startedText[about], (externalUserId) =>
      api.startEnquiry({ params: { externalUserId }, body: { about } }),
    )
  }
  function close({ about }: Pick<Enquiry, 'about'>): Promise<void> {
    const outcome = about === 'complaint' ? 'done' : 'answered'
    return tell(closedText[about], (externalUserId) =>
      api.closeEnquiry({ params: { externalUserId }, body: { about, outcome } }),
    )
  }

  /** 她在问 is taken back: the questions it began with are none. */
  async function cancelQuestions(enquiries: readonly Enquiry[]): Promise<void> {
    for (const { about, source } of enquiries) {
      if (about === 'complaint' || source !== 'advisor') continue
      await tell('已取消她在问', (externalUserId) =>
        api.closeEnquiry({ params: { externalUserId }, body: { about, outcome: 'cancelled' } }),
      )
    }
  }

  return { isBusy, start, close, cancelQuestions }
}
