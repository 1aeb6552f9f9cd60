import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as channels from '../../../src/contract/channels.ts'
import * as coupons from '../../../src/contract/coupons.ts'
import * as notes from '../../../src/contract/notes.ts'
import * as offers from '../../../src/contract/offers.ts'
import * as privacy from '../../../src/contract/privacy.ts'
import * as quiz from '../../../src/contract/quiz.ts'
import * as reminders from '../../../src/contract/reminders.ts'
import type { RouteName } from '../../../src/contract/paths.ts'
import * as scripts from '../../../src/contract/scripts.ts'
import * as touches from '../../../src/contract/touches.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import type { Schema } from '../../../src/server/db/schema.ts'
import { engines } from '../../support/databases.ts'
import { advisor, type Call, colleague } from '../journey/store.ts'
import { offerStore, type OfferStore } from '../offers/offer-store.ts'

type Member = typeof advisor | typeof colleague

/** Said again they change nothing, and what they answer is read anew: they need no answer kept with the write. */
const harmless: RouteName[] = ['optInCustomer', 'optOutCustomer', 'recordConsent']

const contracts = [channels, coupons, notes, offers, privacy, quiz, reminders, scripts, touches]
const keyed = contracts
  .flatMap((contract) => Object.values(contract) as unknown[])
  .flatMap((value) => {
    const { isIdempotent, name } = (value ?? {}) as { isIdempotent?: true; name?: RouteName }
    return isIdempotent && name ? [name] : []
  })

async function countOf(db: Database, table: keyof Schema): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The process is gone right after the next commit that adds to this table: whoever waits for more waits for ever. */
function dieAfterCommit(db: Database, table: keyof Schema): Promise<void> {
  const { transaction } = db
  return new Promise((died) => {
    db.transaction = () => {
      const builder = transaction.call(db)
      const execute = builder.execute.bind(builder)
      builder.execute = async (run) => {
        const before = await countOf(db, table)
        const result = await execute(run)
        if ((await countOf(db, table)) === before) return result
        db.transaction = transaction
        died()
        return new Promise(() => undefined)
      }
      return builder
    }
  })
}

describe.each(engines)(
  'a write under a key whose process dies between commit and answer, on $name',
  ({ open }) => {
    let store: OfferStore
    const tried = new Set<RouteName>()
    let params = { externalUserId: '' }
    beforeAll(async () => {
      store = await offerStore(await open(), { environment: { ADMIN_USER_IDS: colleague } })
      params = { externalUserId: store.personId(0) }
      await store.as(advisor)('getPanel', { params })
    })
    afterAll(() => store.close())

    /** The tap again gets the first one's answer, and nothing is there twice. */
    async function survives(name: RouteName, table: keyof Schema, call: Call, userId: Member = advisor) {
      const { db } = store.context
      const asked = { ...call, headers: { 'idempotency-key': `tap-${name}` } }
      const before = await countOf(db, table)
      const died = dieAfterCommit(db, table)
      void store.as(userId)(name, asked)
      await died
      const again = await store.as(userId)(name, asked)
      expect([name, again.status, again.status === 200 ? '' : again.body]).toEqual([name, 200, ''])
      expect((await countOf(db, table)) - before, name).toBe(1)
      expect(await store.as(userId)(name, asked)).toEqual(again)
      tried.add(name)
      return again.body
    }

    it('tells a coupon’s link, which opens the coupon', async () => {
      const issue = { params, body: { offerId: 'starter-free-shipping' } }
      const { coupon, card } = await survives('issueCoupon', 'coupon', issue)
      const stored = await store.context.db.selectFrom('coupon').select('couponId').execute()
      expect(stored).toEqual([{ couponId: coupon.couponId }])
      const token = card.link.split('/').at(-1)
      expect((await store.device()('takeClaim', token)).status).toBe(200)
    })

    it('tells a quiz’s link, and keeps touch, note, reminder and script from doubling', async () => {
      const person = { params: { externalUserId: store.personId(1) } }
      await store.as(advisor)('getPanel', person)
      const link = await survives('issueQuiz', 'quizLink', { ...person, body: {} })
      expect(link.card.link).toContain('/q/')
      const sent = await survives('recordTouch', 'touchBubble', {
        ...person,
        body: { text: '您好', via: 'sent' },
      })
      expect(sent.touch.text).toBe('您好')
      const { note } = await survives('addNote', 'customerNote', { ...person, body: { text: '下周再问' } })
      expect(note.text).toBe('下周再问')
      const { reminder } = await survives('setReminder', 'reminder', { ...person, body: {} })
      expect((await store.as(advisor)('listReminders', person)).body.reminders).toEqual([reminder])
      const script = { title: '我的开场', step: 'attention', stages: [], objection: 'none', scene: 'single' }
      const body = { ...script, contentType: 'education', body: '您好，我是您的护肤顾问。' }
      await survives('saveOwnScript', 'script', { body })
    })

    it('keeps a wish and a channel from doubling', async () => {
      const externalUserId = await store.customerWorth(50_000)
      await store.publish('fifty-one', { rewards: [{ kind: 'amount', amountFen: 5_100 }] })
      const wish = { params: { externalUserId, offerId: 'fifty-one' }, body: { reason: '老客户' } }
      await survives('requestOfferException', 'offerException', wish)
      const body = { name: '门店', userIds: [advisor], tags: [], welcome: null }
      const { channel } = await survives('createChannel', 'channel', { body }, colleague)
      expect((await store.as(colleague)('listChannels')).body.channels).toEqual([channel])
    })

    it('was tried here for every route with a key but those that are harmless', () => {
      expect(keyed.length).toBeGreaterThan(0)
      expect(keyed.filter((name) => !tried.has(name)).sort()).toEqual(harmless)
    })
  },
)
