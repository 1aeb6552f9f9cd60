import { toApiError } from '../../api.ts'
import { useSendingStore, type UnsettledJob } from '../../stores/sending.ts'

/**
 * What the server still has to be told: a message that is in the chat, a coupon that must be voided. Kept in memory and
 * tried again at every chance; only an answer from the server ends it.
 */
export function useUnsettled() {
  const sending = useSendingStore()

  function drop(job: UnsettledJob): void {
    sending.unsettled = sending.unsettled.filter((other) => other !== job)
    if (sending.notice === job.notice) sending.notice = null
  }

  async function attempt(job: UnsettledJob): Promise<void> {
    try {
      await job.run()
      drop(job)
      sending.say(job.done)
    } catch (failure) {
      const error = toApiError(failure)
      if (error.mayPass || error.isAborted) return
      drop(job)
      sending.tell({ tone: 'error', text: `${job.failed}：${error.message}`, actions: [] })
    }
  }

  async function retryAll(): Promise<void> {
    for (const job of sending.unsettled) await attempt(job)
  }

  /** Keeps a job and shows it with a retry. */
  function keep(job: Omit<UnsettledJob, 'notice'>): void {
    const kept: UnsettledJob = {
      ...job,
      notice: {
        tone: 'error',
        text: job.pending,
        actions: [{ label: '重试', isPrimary: true, run: () => void attempt(kept) }],
      },
    }
    sending.unsettled = [...sending.unsettled, kept]
    sending.notice ??= kept.notice
  }

  function start(): () => void {
    const onChance = (): void => {
      if (document.visibilityState === 'visible') void retryAll()
    }
    window.addEventListener('online', onChance)
    document.addEventListener('visibilitychange', onChance)
    const timer = setInterval(onChance, 20_000)
    return function stop() {
      clearInterval(timer)
      window.removeEventListener('online', onChance)
      document.removeEventListener('visibilitychange', onChance)
    }
  }

  return { keep, retryAll, start }
}
