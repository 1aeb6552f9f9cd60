import { channelGroup } from '../corp-tags/own-groups.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { recordTagAudit } from './audit.ts'
import { pushOwnTag } from './own-tags.ts'
import { findManualTag, insertTags, type TagRecord } from './repository.ts'

export interface ChannelTags {
  customerId: string
  /** Whose customer they are now. */
  userId: string
  channelName: string
  names: readonly string[]
}

/**
 * WEL-01: the tags of a channel, for a customer who came through it and whose row is locked. Advisors may take them off,
 * like those given by hand; a tag that is there already stays as it is. WeCom is told of each on the entry of who was added,
 * whose follow need not be stored yet; what it refused of a customer who was only half added is tried again.
 */
export async function addChannelTags(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { customerId, userId, channelName, names }: ChannelTags,
): Promise<void> {
  for (const name of names) {
    const known = await findManualTag(trx, customerId, name)
    if (!known) await addTag(trx, context, { customerId, name, evidence: `来自渠道「${channelName}」` })
    await pushOwnTag(
      trx,
      context,
      { customerId, userId, name },
      { group: channelGroup, isKnown: known !== undefined },
    )
  }
}

async function addTag(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  given: Pick<TagRecord, 'customerId' | 'name' | 'evidence'>,
): Promise<void> {
  const tag: TagRecord = {
    ...given,
    tagId: newId(context, 'tag'),
    userId: null,
    source: 'manual',
    kind: 'fact',
    confidence: null,
    ruleKey: null,
    createdAt: context.now(),
    expiresAt: null,
  }
  await insertTags(trx, [tag])
  await recordTagAudit(trx, context, { action: 'tag.added', actor: 'system', tag })
}
