import type { Insertable, Selectable } from 'kysely'
import type { Welcome } from '../../domain/welcome/channel-welcome.ts'
import type { Database } from '../db/connect.ts'
import type { ChannelTables } from '../db/tables/channel.ts'

type Row = Selectable<ChannelTables['channel']>

export interface ChannelRecord extends Omit<
  Row,
  'userIdsJson' | 'tagsJson' | 'welcomeJson' | 'formerConfigIdsJson'
> {
  userIds: string[]
  tags: string[]
  welcome: Welcome | null
  /** Of codes for one member, made before the channel had several. */
  formerConfigIds: string[]
}

function toRecord({ userIdsJson, tagsJson, welcomeJson, formerConfigIdsJson, ...row }: Row): ChannelRecord {
  return {
    ...row,
    userIds: JSON.parse(userIdsJson) as string[],
    tags: JSON.parse(tagsJson) as string[],
    welcome: welcomeJson === null ? null : (JSON.parse(welcomeJson) as Welcome),
    formerConfigIds: JSON.parse(formerConfigIdsJson) as string[],
  }
}

function toRow({
  userIds,
  tags,
  welcome,
  formerConfigIds,
  ...row
}: ChannelRecord): Insertable<ChannelTables['channel']> {
  return {
    ...row,
    userIdsJson: JSON.stringify(userIds),
    tagsJson: JSON.stringify(tags),
    welcomeJson: welcome === null ? null : JSON.stringify(welcome),
    formerConfigIdsJson: JSON.stringify(formerConfigIds),
  }
}

/** Those that work, latest first. */
export async function liveChannels(db: Database): Promise<ChannelRecord[]> {
  const rows = await db
    .selectFrom('channel')
    .selectAll()
    .where('removedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .orderBy('channelId')
    .execute()
  return rows.map(toRecord)
}

/** Like `findByState` a removed one too: somebody may have scanned the code just before. */
export async function findById(db: Database, channelId: string): Promise<ChannelRecord | null> {
  const row = await db.selectFrom('channel').selectAll().where('channelId', '=', channelId).executeTakeFirst()
  return row ? toRecord(row) : null
}

export async function findByState(db: Database, state: string): Promise<ChannelRecord | null> {
  if (state === '') return null
  const row = await db.selectFrom('channel').selectAll().where('state', '=', state).executeTakeFirst()
  return row ? toRecord(row) : null
}

export async function insertChannel(trx: Database, channel: ChannelRecord): Promise<void> {
  await trx.insertInto('channel').values(toRow(channel)).execute()
}

export async function updateChannel(trx: Database, channel: ChannelRecord): Promise<void> {
  const { channelId, ...changes } = toRow(channel)
  await trx.updateTable('channel').set(changes).where('channelId', '=', channelId).execute()
}
