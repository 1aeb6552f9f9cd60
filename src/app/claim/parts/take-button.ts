import { ClaimError } from '../requests.ts'
import { button, element } from './element.ts'

export interface TakeButton {
  nodes: HTMLElement[]
  setBusy(isBusy: boolean): void
  sayFailure(words: string): void
}

/** 领取: stays focusable while the request runs, and says beside itself when it failed. */
export function createTakeButton(onTap: () => void): TakeButton {
  const failure = element('p', { class: 'failure', role: 'alert' })
  const take = button('领取', 'filled', onTap)
  return {
    nodes: [failure, take],
    setBusy(isBusy) {
      take.setAttribute('aria-disabled', String(isBusy))
      take.textContent = isBusy ? '正在领取…' : '领取'
      if (isBusy) failure.textContent = ''
    },
    sayFailure(words) {
      failure.textContent = words
    },
  }
}

/** Without an answer nobody knows whether it was taken, so it claims neither; asking again is safe. */
export function takeFailureText(error: unknown): string {
  const isAnswered = error instanceof ClaimError && error.code !== 'unreachable' && error.code !== 'internal'
  return isAnswered && error.message !== '' ? error.message : '网络慢，没有收到结果，请再试一次'
}
