import { element } from './parts/element.ts'

function part(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}

export interface View<Notice> {
  /** null: nothing to announce, the content speaks for itself. */
  notice: Notice | null
  content: HTMLElement[]
  bar: HTMLElement[]
}

export interface Screen<Notice> {
  show(view: View<Notice>): void
  showSkeleton(): void
  sayStillOpening(): void
  /** `title` names the page in the window; without one the brand does. */
  setSender(brandName: string, advisorName: string | null, title?: string | null): void
  announce(words: string): void
  /** Where focus goes when the control that had it is gone. */
  focusMain(): void
}

/** The fixed regions of claim.html and quiz.html. The state is a live region: it is filled, never replaced. */
export function findScreen<Notice>(noticeNodes: (notice: Notice) => HTMLElement[]): Screen<Notice> {
  const state = part('state')
  const content = part('content')
  const bar = part('bar')
  const skeleton = [...content.childNodes]

  function show({ notice, content: nodes, bar: barNodes }: View<Notice>): void {
    state.replaceChildren(...(notice === null ? [] : noticeNodes(notice)))
    content.replaceChildren(...nodes)
    bar.replaceChildren(...barNodes)
  }

  function say(words: string): void {
    state.replaceChildren(element('p', { class: 'state-text' }, words))
  }

  return {
    show,
    showSkeleton() {
      say('正在打开…')
      content.replaceChildren(...skeleton)
      bar.replaceChildren()
    },
    sayStillOpening() {
      say('网络有点慢，还在打开…')
    },
    setSender(brandName, advisorName, title = null) {
      part('brand').textContent = brandName
      part('advisor').textContent = advisorName === null ? '' : `顾问${advisorName} 为您准备`
      document.title = title ?? brandName
    },
    announce(words) {
      part('announcer').textContent = words
    },
    focusMain() {
      part('main').focus()
    },
  }
}
