import { element } from './element.ts'

/** CLM-03: where the customer stands, counted from 1. */
export function progressLine(step: 1 | 2): HTMLElement {
  const items = ['领取', '看券码', '去商城'].map((label, index) => {
    const isCurrent = index + 1 === step
    return element('li', isCurrent ? { 'aria-current': 'step' } : {}, label)
  })
  return element(
    'div',
    { class: 'progress' },
    element('span', {}, `进度 ${step}/3`),
    element('ol', {}, ...items),
  )
}
