import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { recordTagAudit } from './audit.ts'
import { findManualTag, insertTags, type TagRecord } from './repository.ts'

export interface ChannelTags {
  customerId: string
  channelName: string
  names: readonly string[]
}

/**
 * WEL-01: the tags of a channel, for a customer who came through it and whose row is locked. Advisors may take them off,
 * like those given by hand; a tag that is there already stays as it is.
 */
export async function addChannelTags(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { customerId, channelName, names }: ChannelTags,
): Promise<void> {
  for (const name of names) {
    if (await findManualTag(trx, customerId, name)) continue
    const tag: TagRecord = {
      tagId: newId(context, 'tag'),
      customerId,
      userId: null,
      name,
      source: 'manual',
      kind: 'fact',
      evidence: `来自渠道「${channelName}」`,
      confidence: null,
      ruleKey: null,
      createdAt: context.now(),
      expiresAt: null,
    }
    await insertTags(trx, [tag])
    await recordTagAudit(trx, context, { action: 'tag.added', actor: 'system', tag })
  }
}
