import { closeWebView } from '../wechat.ts'
import { button, element } from './element.ts'

/** 问顾问: the answer is in the chat, so it leads back there; where the web view cannot be closed, a sentence says so. */
export function askAdvisor(advisorName: string | null, look: string): HTMLElement {
  const where = element('p', { class: 'hint', 'aria-live': 'polite' })
  const ask = button('问顾问', look, () => {
    where.textContent = `请回到与顾问${advisorName ?? ''}的聊天，直接留言就好`
    closeWebView()
  })
  return element('div', { class: 'ask' }, where, ask)
}
