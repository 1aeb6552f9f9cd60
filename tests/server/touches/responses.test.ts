import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missesByTouch, respondedAts, type StoredBubble } from '../../../src/server/touches/responses.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { deskNow } from './desk.ts'

const day = 86_400_000

describe.each(engines)('what a customer did, on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    const { db } = database
    const event = { type: 'view', rowHash: '' }
    await db
      .insertInto('shopEvent')
      .values([
        { ...event, eventId: 'e1', customerId: 'c', occurredAt: deskNow - 2 },
        { ...event, eventId: 'e2', customerId: 'other', occurredAt: deskNow - 2 },
      ])
      .execute()
    const reply = { customerId: 'c', userId: 'lin' }
    await db
      .insertInto('customerReply')
      .values([
        { ...reply, replyId: 'before', at: deskNow - day - 1 },
        { ...reply, replyId: 'first', at: deskNow - day },
        { ...reply, replyId: 'last', at: deskNow },
        { ...reply, replyId: 'later', at: deskNow + 1 },
      ])
      .execute()
    const link = { tokenHash: 't'.repeat(64), quizVersionId: 'v', customerId: 'c', issuedBy: 'lin' }
    const times = {
      issuedAt: deskNow - 9,
      openedAt: deskNow - 8,
      answeredAt: deskNow - 7,
      expiresAt: deskNow,
    }
    await db
      .insertInto('quizLink')
      .values({ ...link, ...times, quizLinkId: 'q' })
      .execute()
    const enquiry = { customerId: 'c', about: 'price', startedBy: 'lin' }
    await db
      .insertInto('enquiry')
      .values({ ...enquiry, enquiryId: 'a', startedAt: deskNow - 5 })
      .execute()
  })
  afterAll(() => database.destroy())

  it('is read from all that counts as activity, both ends of the time included', async () => {
    const ats = await respondedAts(database.db, 'c', deskNow - day, deskNow)
    expect(ats.sort((a, b) => a - b)).toEqual([day, 8, 7, 5, 2, 0].map((before) => deskNow - before))
    expect(await respondedAts(database.db, 'nobody', 0, deskNow)).toEqual([])
  })
})

describe('missesByTouch', () => {
  const bubble = (touchId: string, ago: number, contentType: StoredBubble['contentType']): StoredBubble => ({
    touchId,
    sentAt: deskNow - ago,
    actorUserId: 'lin',
    contentType,
    aidaStep: null,
    isReply: false,
  })

  it('gives each stored touch the highest of its places', () => {
    const bubbles = [
      bubble('t2', 2 * day - 1, 'offer'),
      bubble('t1', 3 * day, 'know-how'),
      bubble('t2', 2 * day, 'know-how'),
      bubble('t3', day - 1, 'know-how'),
    ]
    const known = { activityAts: [], asOf: deskNow, rules: {} }
    expect([...missesByTouch(bubbles, known)]).toEqual([
      ['t1', 1],
      ['t2', 2],
    ])
  })
})
