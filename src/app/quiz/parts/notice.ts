import type { QuizPage } from '../../../contract/quiz.ts'
import { element } from '../../claim/parts/element.ts'

export type NoticeName = Exclude<QuizPage['view'], 'open'> | 'not-found' | 'slow'

const notices: Record<NoticeName, { mark: string; title: string; text: string }> = {
  done: { mark: '✓', title: '谢谢您', text: '都记下了，接下来的建议会更贴合您。' },
  taken: { mark: '!', title: '已在另一台设备上作答', text: '答案只在作答的那台设备上显示。' },
  stranger: { mark: '!', title: '这个测试属于别人', text: '' },
  ended: { mark: '!', title: '这个测试已结束', text: '想聊聊自己的情况，可以直接问顾问。' },
  'not-found': { mark: '!', title: '没有找到这个测试', text: '请回到聊天，从收到的那条消息重新打开。' },
  slow: { mark: '!', title: '网络慢', text: '测试暂时没有打开，请稍后重试。' },
}

/** The words of a state, for the live region: a sign, a heading, a sentence. */
export function noticeNodes(name: NoticeName): HTMLElement[] {
  const { mark, title, text } = notices[name]
  const sign = element('span', { class: mark === '✓' ? 'sign good' : 'sign', 'aria-hidden': 'true' }, mark)
  const heading = element('h1', { class: 'state-title' }, title)
  return [sign, heading, ...(text === '' ? [] : [element('p', { class: 'state-text' }, text)])]
}
