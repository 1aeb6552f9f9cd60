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

/** The fixed regions of claim.html. The state is a live region, so it is filled and never replaced. */
export function findScreen() {
  const [brand, advisor, main, state, content, bar, announcer] = [
    part('brand'),
    part('advisor'),
    part('main'),
    part('state'),
    part('content'),
    part('bar'),
    part('announcer'),
  ] as const
  const skeleton = [...content.childNodes]
  const opening = [...state.childNodes]

  return {
    show(view: View): void {
      state.replaceChildren(...(view.notice === null ? [] : noticeNodes(view.notice)))
      state.dataset.notice = view.notice ?? ''
      content.replaceChildren(...view.content)
      bar.replaceChildren(...view.bar)
    },
    showSkeleton(): void {
      state.replaceChildren(...opening)
      content.replaceChildren(...skeleton)
      bar.replaceChildren()
      main.focus()
    },
    sayStillOpening(): void {
      for (const node of opening) node.textContent = '网络有点慢，还在打开…'
    },
    setSender(brandName: string, advisorName: string | null): void {
      brand.textContent = brandName
      advisor.textContent = advisorName === null ? '' : `顾问${advisorName} 为您准备`
      document.title = brandName
    },
    announce(words: string): void {
      announcer.textContent = words
    },
  }
}
export type Screen = ReturnType<typeof findScreen>
