import { button, element } from './element.ts'

/** 不再接收个性化优惠: asked once, sent once, and said to be done only after the server has answered. */
export function createOptOut(send: () => Promise<unknown>): HTMLElement {
  const block = element('div', { class: 'opt-out' })
  const start = button('不再接收个性化优惠', 'quiet', ask)

  function ask(): void {
    const question = element('p', { tabindex: '-1' }, '以后不再为您推荐和发送个性化优惠，确定吗？')
    const failure = element('p', { class: 'failure', role: 'alert' })
    const confirm = button('确定不再接收', 'outlined', () => void settle())
    const cancel = button('取消', 'quiet', () => {
      block.replaceChildren(start)
      start.focus()
    })

    async function settle(): Promise<void> {
      confirm.disabled = true
      failure.textContent = ''
      try {
        await send()
        const done = element('p', { tabindex: '-1' }, '已停止，以后不会再向您发送个性化优惠')
        block.replaceChildren(done)
        done.focus()
      } catch {
        failure.textContent = '网络慢，还没有停止，请再试一次'
        confirm.disabled = false
      }
    }

    block.replaceChildren(question, failure, element('div', { class: 'choices' }, confirm, cancel))
    question.focus()
  }

  block.append(start)
  return block
}
