import type { Claim } from '../../contract/claims.ts'
import { codeCard } from './parts/code-card.ts'
import { createDeadline } from './parts/deadline.ts'
import { button } from './parts/element.ts'
import { createOptOut } from './parts/opt-out.ts'
import { createTakeButton } from './parts/take-button.ts'
import { ClaimError, type ClaimRequests } from './requests.ts'
import { findScreen } from './screen.ts'
import { viewOf } from './view.ts'
import { isSeen, onSeen } from './visibility.ts'

const slowAfterMs = 3000

/** Views that a person's look can move on; in the others opening is no news. */
const openableViews = new Set<Claim['view']>(['open', 'lapsed', 'sold-out'])

function withoutClock(claim: Claim | null): string {
  return JSON.stringify({ ...claim, serverNow: 0 })
}

/** Runs the coupon page; `requests` is null when the address holds no token. */
export function startClaimPage(requests: ClaimRequests | null): void {
  const screen = findScreen()
  if (requests === null) {
    screen.show({ notice: 'not-found', content: [], bar: [] })
    return
  }
  new ClaimPage(requests, screen).start()
}

class ClaimPage {
  readonly #requests: ClaimRequests
  readonly #screen: ReturnType<typeof findScreen>
  readonly #takeButton = createTakeButton(() => void this.#take())
  readonly #deadline = createDeadline(
    (words) => this.#screen.announce(words),
    () => void this.#refresh(),
  )
  readonly #optOut: HTMLElement
  #shown: Claim | null = null
  #latestRequest = 0
  #isTaking = false
  #isOpenPosted = false
}
