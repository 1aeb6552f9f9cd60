import { button, element } from './element.ts'

export interface TakeButton {
  nodes: HTMLElement[]
  setBusy(isBusy: boolean): void
  sayFailure(words: string): void
}

/** 领取: stays focusable while the request runs, and tells beside itself when it failed. */
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
