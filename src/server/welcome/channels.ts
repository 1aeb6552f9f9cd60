import type { Channel, ChannelBody } from '../../contract/channels.ts'
import type { Welcome } from '../../domain/welcome/channel-welcome.ts'
import { channelStateBytes, channelStateFrom } from '../../domain/welcome/channel.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import type { Settle } from '../http/settle.ts'
import { arrivalCounts } from './arrivals.ts'
import { codeTypeOf } from '../wecom/contact-ways.ts'
import { createContactCodes } from './contact-code.ts'
import type { WelcomeNeeds } from './needs.ts'
import { type ChannelRecord, findById, insertChannel, liveChannels, updateChannel } from './repository.ts'
import { requireSavable } from './savable.ts'
import { readStoreWelcome, writeStoreWelcome } from './store-welcome.ts'

export type Channels = ReturnType<typeof createChannels>

/** Channel codes as operators keep them (WEL-01). */
export function createChannels(context: ServerContext, needs: WelcomeNeeds) {
  const { db, now, randomBytes, log } = context
  const codes = createContactCodes(context, needs.client)

  async function shown(records: readonly ChannelRecord[]): Promise<Channel[]> {
    const counts = await arrivalCounts(
      db,
      records.map(({ channelId }) => channelId),
    )
    const names = await needs.members.namesOf([...new Set(records.flatMap(({ userIds }) => userIds))])
    return records.map(
      ({ channelId, name, state, qrCode, tags, welcome, userIds, createdAt, updatedAt }) => ({
        channelId,
        name,
        state,
        qrCode,
        tags,
        welcome,
        createdAt,
        updatedAt,
        advisors: userIds.map((userId) => ({ userId, name: names.get(userId) ?? userId })),
        ...(counts.get(channelId) ?? { arrivedCount: 0, welcomedCount: 0 }),
      }),
    )
  }

  async function shownOne(record: ChannelRecord): Promise<Channel> {
    const [channel] = await shown([record])
    if (!channel) throw new AppError('not_found')
    return channel
  }

  /** Within one transaction with its audit entry. */
  async function stored(
    actor: string,
    action: 'channel.created' | 'channel.changed' | 'channel.removed',
    channel: ChannelRecord,
    write: (trx: Database, channel: ChannelRecord) => Promise<void>,
    finish?: (trx: Database) => Promise<unknown>,
  ): Promise<void> {
    const { channelId, name, state, userIds, tags } = channel
    const subject = { subjectKind: 'channel', subjectId: channelId }
    await db.transaction().execute(async (trx) => {
      await write(trx, channel)
      const details = { name, state, userIds, tags, hasWelcome: channel.welcome !== null }
      await recordAudit(trx, context, { at: now(), actor, action, ...subject, details })
      await finish?.(trx)
    })
  }

  async function requireLive(channelId: string): Promise<ChannelRecord> {
    const channel = await findById(db, channelId)
    if (!channel || channel.removedAt !== null) throw new AppError('not_found')
    return channel
  }

  async function forget(configId: string): Promise<void> {
    await codes.remove(configId).catch((problem: unknown) => {
      log.warn({ reason: String(problem) }, 'a contact-me code without a channel stays in WeCom')
    })
  }

  /**
   * Tells WeCom who is meant now. A code for one member can't lead to several: then another one is made, and the one that
   * may hang printed somewhere leads to the first of them.
   */
  async function codeFor(known: ChannelRecord, { name, userIds }: ChannelBody) {
    const { state, configId, formerConfigIds, codeType, qrCode } = known
    const plan = { state, remark: name, userIds }
    const alone = { ...plan, userIds: userIds.slice(0, 1) }
    for (const former of formerConfigIds) await codes.change(former, alone)
    if (codeType === 2 || codeTypeOf(userIds) === 1) {
      await codes.change(configId, plan)
      return { configId, formerConfigIds, codeType, qrCode }
    }
    await codes.change(configId, alone)
    const codesNow = [...formerConfigIds, configId]
    return { ...(await codes.make(plan, codesNow)), formerConfigIds: codesNow }
  }

  return {
    async overview() {
      const members = await needs.memberRoster.list()
      return {
        channels: await shown(await liveChannels(db)),
        storeWelcome: await readStoreWelcome(db),
        members: members.filter(({ isActive }) => isActive).map(({ userId, name }) => ({ userId, name })),
        quizTitle: await needs.quizLinks.title(db),
      }
    },

    async create(
      actor: string,
      body: ChannelBody,
      settle: Settle<{ channel: Channel }>,
    ): Promise<{ channel: Channel }> {
      await requireSavable(db, body.welcome, needs)
      const state = channelStateFrom(randomBytes(channelStateBytes))
      const way = await codes.make({ state, remark: body.name, userIds: body.userIds })
      const at = now()
      const times = { createdAt: at, updatedAt: at, removedAt: null }
      const own = { channelId: newId(context, 'chn'), state, formerConfigIds: [] }
      const channel = { ...own, ...body, ...way, ...times }
      try {
        const answer = { channel: await shownOne(channel) }
        await stored(actor, 'channel.created', channel, insertChannel, (trx) => settle(trx, answer))
        return answer
      } catch (error) {
        await forget(way.configId)
        throw error
      }
    },

    async change(actor: string, channelId: string, body: ChannelBody): Promise<Channel> {
      const known = await requireLive(channelId)
      await requireSavable(db, body.welcome, needs)
      const code = await codeFor(known, body)
      const channel = { ...known, ...body, ...code, updatedAt: now() }
      try {
        await stored(actor, 'channel.changed', channel, updateChannel)
      } catch (error) {
        if (code.configId !== known.configId) await forget(code.configId)
        throw error
      }
      return shownOne(channel)
    },

    /** What came through it stays; so does the row, for somebody who scanned the code just before. */
    async remove(actor: string, channelId: string): Promise<void> {
      const known = await requireLive(channelId)
      for (const configId of [...known.formerConfigIds, known.configId]) await codes.remove(configId)
      const at = now()
      await stored(actor, 'channel.removed', { ...known, updatedAt: at, removedAt: at }, updateChannel)
    },

    async setStoreWelcome(actor: string, welcome: Welcome | null): Promise<Welcome | null> {
      await requireSavable(db, welcome, needs)
      const at = now()
      const entry = { at, actor, action: 'setting.changed', subjectKind: 'setting', subjectId: 'welcome' }
      await db.transaction().execute(async (trx) => {
        await writeStoreWelcome(trx, welcome, at)
        await recordAudit(trx, context, { ...entry, details: { isSet: welcome !== null } })
      })
      return welcome
    },
  }
}
