import type { Claim } from '../../contract/claims.ts'
import { askAdvisor } from './parts/ask-advisor.ts'
import type { CodeCard } from './parts/code-card.ts'
import { element } from './parts/element.ts'
import { offerCard, usageRules } from './parts/offer-card.ts'
import { progressLine } from './parts/progress.ts'
import type { NoticeName } from './parts/notice.ts'
import type { View } from './screen.ts'

/** The parts that keep their own state while the rest is drawn anew. */
export interface LastingParts {
  deadlineLine: HTMLElement
  optOut: HTMLElement
  takeNodes: HTMLElement[]
}

function present(...nodes: (HTMLElement | null)[]): HTMLElement[] {
  return nodes.filter((node) => node !== null)
}

function shopLink(claim: Claim): HTMLElement | null {
  const address = claim.shopUrl ?? claim.offer?.product?.shopUrl ?? ''
  if (!/^https?:\/\//i.test(address)) return null
  return element('a', { class: 'filled', href: address, rel: 'noreferrer' }, '去商城')
}

function greetingLine({ greeting }: Claim): HTMLElement | null {
  return greeting ? element('p', { class: 'greeting' }, `${greeting}，这张券只属于您`) : null
}

function reasonCard({ reason }: Claim): HTMLElement | null {
  if (!reason) return null
  return element('section', { class: 'card' }, element('h2', { class: 'label' }, '为什么是我'), reason)
}

function usable(claim: Claim, lasting: LastingParts, step: 1 | 2): HTMLElement[] {
  const { offer, expiresAt } = claim
  return present(
    offer && offerCard(offer, step === 1 ? 'h1' : 'h2', true),
    expiresAt === null ? null : lasting.deadlineLine,
    reasonCard(claim),
    offer && usageRules(offer),
    askAdvisor(claim.advisorName, 'outlined'),
    lasting.optOut,
  )
}

/** A coupon that cannot be used here any more: what it was, and whom to ask. */
function ended(notice: NoticeName, claim: Claim, optOut: HTMLElement | null): View<NoticeName> {
  return {
    notice,
    content: present(claim.offer && offerCard(claim.offer, 'h2', false), optOut),
    bar: [askAdvisor(claim.advisorName, 'filled')],
  }
}

/** What each state of the coupon shows; nothing that the answer did not hold, and to a stranger only that it is not theirs. */
export function viewOf(claim: Claim, code: CodeCard | null, lasting: LastingParts): View<NoticeName> {
  if (claim.view === 'stranger') return { notice: 'stranger', content: [], bar: [] }
  if (claim.view === 'open') {
    return {
      notice: null,
      content: present(greetingLine(claim), ...usable(claim, lasting, 1)),
      bar: [progressLine(1), ...lasting.takeNodes],
    }
  }
  if (claim.view === 'claimed' && code) {
    return {
      notice: 'claimed',
      content: [code.card, ...usable(claim, lasting, 2)],
      bar: present(progressLine(2), shopLink(claim)),
    }
  }
  // Whoever holds only a forwarded link must not decide for the owner: no opt-out beside a coupon taken elsewhere.
  if (claim.view === 'claimed' || claim.view === 'taken') return ended('taken', claim, null)
  return ended(claim.view, claim, lasting.optOut)
}
