import { stockProblem } from '../../sending/check-stock.ts'
import type { ScriptOrder } from '../../sending/send-script.ts'
import { useServices, type Services } from '../../services.ts'
import { useSendingStore } from '../../stores/sending.ts'
import { useCustomer } from '../useCustomer.ts'

/** Before WeCom is asked: a text that counts what is no longer there is held back, and what is there is fetched. */
export function useStockCheck(services: Services = useServices()) {
  const sending = useSendingStore()
  const customer = useCustomer(services)

  /** False = the text was held back and the advisor told why. */
  async function isThere(order: ScriptOrder, retry: () => void): Promise<boolean> {
    const problem = await stockProblem(services.api, order)
    if (problem === null) return true
    const isPassed = problem.is === 'passed'
    sending.tell({
      tone: 'error',
      text: isPassed ? '余量变了，话术没有发出' : '无法确认余量，话术没有发出',
      detail: isPassed ? problem.reason : problem.error.message,
      externalUserId: order.target.externalUserId,
      actions: isPassed ? [] : [{ label: '重试', isPrimary: true, run: retry }],
    })
    if (isPassed) void customer.refresh()
    return false
  }

  return { isThere }
}
