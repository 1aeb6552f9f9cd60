import { setTimeout as pause } from 'node:timers/promises'
import type { Draw } from './random.ts'
import { type Answer, leakOf, request, type Request } from './request.ts'
import { type Asked, type Caller, type Step, type Story, tell } from './story.ts'

/** One advisor with a session, the customers who wait, and the clock of the store. */
export interface Lane {
  caller: Caller
  /** The next one of this advisor who was not asked yet. */
  nextPerson: () => string | undefined
}

export interface Load {
  stories: Story[]
  /** Answers below 500 that were no success, and what failed answers gave away. */
  complaints: string[]
  /** How many requests got no answer, or one that says that the server failed. */
  lost: () => number
  acknowledged: () => number
  begin: () => void
  /** Takes no new customer, waits for what runs. */
  end: () => Promise<void>
  /** Sends what got no answer again, with the same key and the same ids, until it is done. */
  settle: () => Promise<void>
}

export interface LoadPlace {
  lanes: readonly Lane[]
  /** Where the next request goes. */
  origin: () => string
  draw: Draw
  now: () => number
}

const isDone = (answer: Answer | null) => answer !== null && answer.status < 300
const tooMany = 429
const settleTries = 40
/** As many at once as the ingest routes take without sending anybody away. */
const settlesAtOnce = 8
const restMs = 100
/** Whose server is away does not offer the next customer at once. */
const afterLossMs = 300

export function createLoad({ lanes, origin, draw, now }: LoadPlace): Load {
  const stories: Story[] = []
  const complaints: string[] = []
  let over = new AbortController()
  let running: Promise<unknown> = Promise.resolve()

  async function sendOnce(asked: Asked): Promise<Answer | null> {
    const answer = await request(origin(), asked.request)
    const leak = answer && leakOf(answer)
    if (leak) complaints.push(`${asked.step} gives away: ${leak}`)
    if (isDone(answer)) asked.answer = answer
    return answer
  }

  async function ask(story: Story, step: Step, wanted: Request): Promise<Answer | null> {
    const asked: Asked = { step, request: wanted, answer: null, isAcknowledged: false }
    story.asked.push(asked)
    const answer = await sendOnce(asked)
    asked.isAcknowledged = isDone(answer)
    if (answer && answer.status >= 300 && answer.status < 500 && answer.status !== tooMany)
      complaints.push(`${step} was refused: ${answer.status} ${JSON.stringify(answer.body)}`)
    return asked.isAcknowledged ? answer : null
  }

  async function run({ caller, nextPerson }: Lane): Promise<void> {
    while (!over.signal.aborted) {
      const person = nextPerson()
      if (person === undefined) return
      const story: Story = { person, couponId: null, orderId: `r-${person}`, asked: [] }
      stories.push(story)
      await tell(story, caller, ask, draw, now())
      const isLost = story.asked.some(({ isAcknowledged }) => !isAcknowledged)
      await pause((isLost ? afterLossMs : restMs) * (1 + 2 * draw()))
    }
  }

  async function settleOne(asked: Asked, story: Story): Promise<void> {
    for (let attempt = 1; attempt <= settleTries; attempt += 1) {
      const answer = await sendOnce(asked)
      if (answer && isDone(answer)) {
        if (asked.step === 'issue') story.couponId = answer.body.coupon.couponId
        return
      }
      if (answer && answer.status < 500 && answer.status !== tooMany) {
        complaints.push(`${asked.step} again was refused: ${answer.status} ${JSON.stringify(answer.body)}`)
        return
      }
      await pause(restMs)
    }
    complaints.push(`${asked.step} again got no answer in ${settleTries} tries`)
  }

  const allAsked = () => stories.flatMap(({ asked }) => asked)
  return {
    stories,
    complaints,
    lost: () => allAsked().filter(({ isAcknowledged }) => !isAcknowledged).length,
    acknowledged: () => allAsked().filter(({ isAcknowledged }) => isAcknowledged).length,
    begin() {
      over = new AbortController()
      running = Promise.all(lanes.map(run))
    },
    async end() {
      over.abort()
      await running
    },
    async settle() {
      const left = [...stories]
      const worker = async () => {
        for (let story = left.shift(); story; story = left.shift()) {
          for (const asked of story.asked) if (asked.answer === null) await settleOne(asked, story)
        }
      }
      await Promise.all(Array.from({ length: settlesAtOnce }, worker))
    },
  }
}
