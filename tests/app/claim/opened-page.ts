import { vi } from 'vitest'
import shell from '../../../src/app/claim/claim.html?raw'
import { startClaimPage } from '../../../src/app/claim/page.ts'
import { claimRequests } from '../../../src/app/claim/requests.ts'
import type { Claim } from '../../../src/contract/claims.ts'

export const serverNow = Date.UTC(2025, 10, 5, 11, 58, 0)
export const code = 'K7QF-8M2P-XW4D'

export const openCoupon: Claim = {
  view: 'open',
  brand: '朝露护肤',
  offer: {
    headline: '包邮 + 7天价保',
    lines: ['价保：7天内降价，差额原路退回'],
    scope: '玫瑰精华 30ml',
    usageRules: ['每人限用一次'],
    product: { name: '玫瑰精华 30ml', priceFen: 39_900, expectedPaidFen: 36_990, stock: 17, shopUrl: null },
  },
  advisorName: '小林',
  expiresAt: serverNow + 3_600_000,
  serverNow,
  greeting: '李女士',
  reason: '您最近关注这款精华',
  code: null,
  codeQrSvg: null,
  shopUrl: null,
  isOptedOut: null,
}
export const claimedCoupon: Claim = {
  ...openCoupon,
  view: 'claimed',
  code,
  codeQrSvg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"></svg>',
  shopUrl: 'https://shop.example/rose',
  isOptedOut: false,
}

interface Refusal {
  status: number
  body: object
}
type Answer = object | 'lost' | 'never'
function isRefusal(answer: Answer | undefined): answer is Refusal {
  return typeof answer === 'object' && 'status' in answer && 'body' in answer
}

type Route = 'read' | 'open' | 'claim' | 'opt-out' | 'opt-in'

export interface OpenedPage {
  /** Requests so far, in order, by the last word of their route. */
  asked: Route[]
  /** What the next requests of a route are answered with; the last one stays. */
  answer(route: Route, ...answers: Answer[]): void
  text(): string
  control(name: string): HTMLElement | undefined
  tap(name: string): Promise<void>
  settle(ms?: number): Promise<void>
  see(isVisible: boolean): Promise<void>
}

let listeners: (() => void)[] = []

/** Forgets the page of the last test: its listeners on the document and window, and its timers. */
export function closePage(): void {
  for (const remove of listeners) remove()
  listeners = []
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
}

function collectListeners(target: EventTarget): void {
  const add = target.addEventListener.bind(target)
  vi.spyOn(target, 'addEventListener').mockImplementation((type, listener, options) => {
    add(type, listener, options)
    listeners.push(() => target.removeEventListener(type, listener, options))
  })
}

function setVisible(isVisible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isVisible ? 'visible' : 'hidden')
}

/** The real page over claim.html with a fetch that answers from a list; time stands still until a test moves it. */
export async function openPage(
  first: Answer,
  { pathname = '/c/token-of-16-chars', isVisible = true, phoneNow = serverNow } = {},
): Promise<OpenedPage> {
  vi.useFakeTimers({ now: phoneNow })
  setVisible(isVisible)
  collectListeners(document)
  collectListeners(window)
  document.body.innerHTML = /<body>([^]*)<\/body>/.exec(shell)?.[1] ?? ''

  const asked: Route[] = []
  const answers = new Map<Route, Answer[]>([['read', [first]]])
  vi.stubGlobal('fetch', async (url: string, { method, signal }: { method: string; signal: AbortSignal }) => {
    const route = method === 'GET' ? 'read' : (url.split('/').at(-1) as Route)
    asked.push(route)
    const queue = answers.get(route) ?? answers.get('read') ?? []
    const next = queue.length > 1 ? queue.shift() : queue[0]
    if (next === 'lost') throw new TypeError('Failed to fetch')
    if (next === 'never') {
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    const { status, body } = isRefusal(next) ? next : { status: 200, body: next }
    return new Response(JSON.stringify(body), { status })
  })

  const page: OpenedPage = {
    asked,
    answer: (route, ...list) => void answers.set(route, list),
    text: () => document.body.textContent ?? '',
    control: (name) =>
      [...document.querySelectorAll<HTMLElement>('button, a, summary')].find((it) => it.textContent === name),
    async tap(name) {
      const control = page.control(name)
      if (!control) throw new Error(`there is no control ${name}`)
      control.click()
      await page.settle()
    },
    settle: async (ms = 0) => void (await vi.advanceTimersByTimeAsync(ms)),
    async see(isSeen) {
      setVisible(isSeen)
      document.dispatchEvent(new Event('visibilitychange'))
      await page.settle()
    },
  }
  startClaimPage(claimRequests(pathname))
  await page.settle()
  return page
}
