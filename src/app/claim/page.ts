import type { Claim } from '../../contract/claims.ts'
import { codeCard, type CodeCard } from './parts/code-card.ts'
import { createDeadline } from './parts/deadline.ts'
import { button } from './parts/element.ts'
import { createOptOut } from './parts/opt-out.ts'
import { createTakeButton, takeFailureText } from './parts/take-button.ts'
import { ClaimError, type ClaimRequests } from './requests.ts'
import { findScreen, type Screen } from './screen.ts'
import { noticeNodes, type NoticeName } from './parts/notice.ts'
import { viewOf } from './view.ts'
import { isSeen, onSeen } from './visibility.ts'

const slowAfterMs = 3000

/** Views that a person's look can move on; for the others opening is no news. */
const openableViews = new Set<Claim['view']>(['open', 'lapsed', 'sold-out'])

function sameApartFromClock(a: Claim | null, b: Claim): boolean {
  return a !== null && JSON.stringify({ ...a, serverNow: 0 }) === JSON.stringify({ ...b, serverNow: 0 })
}

/** Runs the coupon page; `requests` is null when the address holds no token. */
export function startClaimPage(requests: ClaimRequests | null): void {
  const screen = findScreen(noticeNodes)
  if (requests === null) {
    screen.show({ notice: 'not-found', content: [], bar: [] })
    return
  }
  runClaim(requests, screen)
}

function runClaim(requests: ClaimRequests, screen: Screen<NoticeName>): void {
  let shown: Claim | null = null
  let code: CodeCard | null = null
  let newestRequest = 0
  let hasFailed = false
  let isTaking = false
  let isOpenPosted = false

  const takeButton = createTakeButton(() => void take())
  const deadline = createDeadline(screen.announce, () => void refresh())
  const optOut = createOptOut(requests)

  function show(claim: Claim): void {
    if (!sameApartFromClock(shown, claim)) {
      code = claim.view === 'claimed' && claim.code ? codeCard(claim.code, claim.codeQrSvg) : null
      const lasting = { deadlineLine: deadline.line, optOut: optOut.block, takeNodes: takeButton.nodes }
      screen.setSender(claim.brand, claim.view === 'stranger' ? null : claim.advisorName)
      screen.show(viewOf(claim, code, lasting))
    }
    optOut.tell(claim.isOptedOut)
    shown = claim
    hasFailed = false
    if (claim.expiresAt !== null && (claim.view === 'open' || code)) {
      deadline.start(claim.expiresAt, claim.serverNow)
    } else {
      deadline.stop()
    }
  }

  /** Shows the answer unless a later request has been made meanwhile. */
  async function showNewest(asked: Promise<Claim>): Promise<void> {
    newestRequest += 1
    const request = newestRequest
    const claim = await asked
    if (request === newestRequest) show(claim)
  }

  function showFailure(error: unknown): void {
    const isUnknown = error instanceof ClaimError && error.isUnknownCoupon
    shown = null
    hasFailed = !isUnknown
    deadline.stop()
    if (isUnknown) {
      screen.show({ notice: 'not-found', content: [], bar: [] })
      return
    }
    const retry = button('重试', 'filled', () => {
      screen.focusMain()
      void load()
    })
    screen.show({ notice: 'slow', content: [], bar: [retry] })
  }

  async function load(): Promise<void> {
    hasFailed = false
    screen.showSkeleton()
    const slow = setTimeout(screen.sayStillOpening, slowAfterMs)
    try {
      await showNewest(requests.read())
    } catch (error) {
      showFailure(error)
    } finally {
      clearTimeout(slow)
    }
    await postOpen()
  }

  async function postOpen(): Promise<void> {
    if (isOpenPosted || isTaking || !isSeen() || !shown || !openableViews.has(shown.view)) return
    isOpenPosted = true
    try {
      await showNewest(requests.open())
    } catch {
      // The page stays usable; the next look at it posts again.
      isOpenPosted = false
    }
  }

  async function refresh(): Promise<void> {
    if (isTaking) return
    try {
      await showNewest(requests.read())
    } catch (error) {
      // What was read before stays on the page while the network is away.
      if (error instanceof ClaimError && error.isUnknownCoupon) showFailure(error)
    }
  }

  async function take(): Promise<void> {
    if (isTaking) return
    isTaking = true
    takeButton.setBusy(true)
    let failure: unknown = null
    try {
      await showNewest(requests.take())
    } catch (error) {
      failure = error
    }
    isTaking = false
    takeButton.setBusy(false)
    if (failure === null) {
      scrollTo(0, 0)
      if (code) code.focusCode()
      else screen.focusMain()
      return
    }
    takeButton.sayFailure(takeFailureText(failure))
    if (failure instanceof ClaimError && failure.isOutdated) await refresh()
  }

  onSeen(() => {
    if (hasFailed) void load()
    else if (shown && (isOpenPosted || !openableViews.has(shown.view))) void refresh()
    else void postOpen()
  })
  addEventListener('online', () => {
    if (hasFailed) void load()
  })
  void load()
}
