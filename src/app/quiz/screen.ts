import { element } from '../claim/parts/element.ts'
import { noticeNodes, type NoticeName } from './parts/notice.ts'

function part(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}

export interface View {
  /** null: nothing to announce, the content speaks for itself. */
  notice: NoticeName | null
  content: HTMLElement[]
  bar: HTMLElement[]
}

export interface Screen {
  show(view: View): void
  showSkeleton(): void
  sayStillOpening(): void
  setSender(brandName: string, advisorName: string | null, title: string | null): void
  /** Where focus goes when the control that had it is gone. */
  focusMain(): void
}

/** The fixed regions of quiz.html. The state is a live region: it is filled, never replaced. */
export function findScreen(): Screen {
  const state = part('state')
  const content = part('content')
  const bar = part('bar')
  const skeleton = [...content.childNodes]
  const say = (words: string): void => state.replaceChildren(element('p', { class: 'state-text' }, words))

  return {
    show({ notice, content: nodes, bar: barNodes }) {
      state.replaceChildren(...(notice === null ? [] : noticeNodes(notice)))
      content.replaceChildren(...nodes)
      bar.replaceChildren(...barNodes)
    },
    showSkeleton() {
      say('正在打开…')
      content.replaceChildren(...skeleton)
      bar.replaceChildren()
    },
    sayStillOpening() {
      say('网络有点慢，还在打开…')
    },
    setSender(brandName, advisorName, title) {
      part('brand').textContent = brandName
      part('advisor').textContent = advisorName === null ? '' : `顾问${advisorName} 为您准备`
      document.title = title ?? brandName
    },
    focusMain() {
      part('main').focus()
    },
  }
}
