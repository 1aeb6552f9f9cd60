import { ClaimError } from '../requests.ts'
import { button, element } from './element.ts'

export interface OptOutRequests {
  optOut: () => Promise<unknown>
  optIn: () => Promise<unknown>
}

export interface OptOut {
  block: HTMLElement
  /** What the server last said; null where it does not say to this visitor. A question that is open stays open. */
  tell: (isOptedOut: boolean | null) => void
}

interface Choice {
  start: string
  /** Above the start: how it stands. */
  standing: string
  question: string
  confirm: string
  done: string
  failed: string
  send: () => Promise<unknown>
}

const notYours = '只有领取这张券的手机可以设置，也可以请顾问帮您设置'

/** 不再接收个性化优惠, and back: asked once, sent once, and said to be done only after the server has answered. */
export function createOptOut({ optOut, optIn }: OptOutRequests): OptOut {
  const block = element('div', { class: 'opt-out' })
  const leave: Choice = {
    start: '不再接收个性化优惠',
    standing: '',
    question: '以后不再为您推荐和发送个性化优惠，确定吗？',
    confirm: '确定不再接收',
    done: '已停止，以后不会再向您发送个性化优惠',
    failed: '网络慢，还没有停止，请再试一次',
    send: optOut,
  }
  const comeBack: Choice = {
    start: '重新接收个性化优惠',
    standing: '您已停止接收个性化优惠',
    question: '以后会再为您推荐和发送个性化优惠，确定吗？',
    confirm: '确定重新接收',
    done: '已恢复，顾问可以再为您推荐优惠',
    failed: '网络慢，还没有恢复，请再试一次',
    send: optIn,
  }
  let offered = leave
  let isBusy = false

  function offer(choice: Choice, words: string): { said: HTMLElement; start: HTMLElement } {
    offered = choice
    isBusy = false
    const said = element('p', { tabindex: '-1' }, words)
    const start = button(choice.start, 'quiet', () => ask(choice))
    block.replaceChildren(...(words === '' ? [start] : [said, start]))
    return { said, start }
  }

  function ask(choice: Choice): void {
    isBusy = true
    const question = element('p', { tabindex: '-1' }, choice.question)
    const failure = element('p', { class: 'failure', role: 'alert' })
    const confirm = button(choice.confirm, 'outlined', () => void settle())
    const cancel = button('取消', 'quiet', () => offer(choice, choice.standing).start.focus())

    async function settle(): Promise<void> {
      confirm.disabled = true
      failure.textContent = ''
      try {
        await choice.send()
        offer(choice === leave ? comeBack : leave, choice.done).said.focus()
      } catch (error) {
        const isForbidden = error instanceof ClaimError && error.code === 'forbidden'
        failure.textContent = isForbidden ? notYours : choice.failed
        confirm.disabled = false
      }
    }

    block.replaceChildren(question, failure, element('div', { class: 'choices' }, confirm, cancel))
    question.focus()
  }

  offer(leave, leave.standing)
  return {
    block,
    tell(isOptedOut) {
      if (isOptedOut === null || isBusy) return
      const choice = isOptedOut ? comeBack : leave
      if (choice !== offered) offer(choice, choice.standing)
    },
  }
}
