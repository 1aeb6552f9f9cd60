import { button, element } from './element.ts'

async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Older web views have no clipboard interface: select the code, which also helps when copying fails altogether.
    getSelection()?.selectAllChildren(shown)
    return typeof document.execCommand === 'function' && document.execCommand('copy')
  }
}

export interface CodeCard {
  card: HTMLElement
  focusCode(): void
}

/** The code to show at the till or to type in, selectable in one tap, and its QR as an image (never as markup). */
export function codeCard(code: string, qrSvg: string | null): CodeCard {
  const shown = element('p', { class: 'code', tabindex: '-1' }, code)
  const result = element('p', { class: 'hint', 'aria-live': 'polite' })
  const copy = button('复制', 'outlined', () => {
    void copyText(code, shown).then((isCopied) => {
      result.textContent = isCopied ? '已复制' : '请长按券码复制'
    })
  })
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrSvg ?? '')}`
  const card = element(
    'section',
    { class: 'card code-card' },
    element('h2', { class: 'label' }, '券码'),
    shown,
    copy,
    result,
    qrSvg
      ? element('img', { class: 'qr', src: source, alt: '券码的二维码', width: '168', height: '168' })
      : null,
    element('p', { class: 'hint' }, qrSvg ? '下单时填写券码，或出示二维码' : '下单时填写券码'),
  )
  return { card, focusCode: () => shown.focus({ preventScroll: true }) }
}
