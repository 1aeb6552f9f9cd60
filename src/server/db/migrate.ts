import { type Migration, Migrator } from 'kysely'
import type { Database } from './connect.ts'
import * as start from './migrations/0001-start.ts'
import * as groups from './migrations/0002-groups.ts'
import * as learning from './migrations/0003-learning.ts'
import * as scripts from './migrations/0004-scripts.ts'
import * as review from './migrations/0005-review.ts'
import * as notes from './migrations/0006-notes.ts'
import * as stepTouches from './migrations/0007-step-touches.ts'
import * as wecomClient from './migrations/0008-wecom-client.ts'
import * as callbacks from './migrations/0009-callbacks.ts'
import * as contacts from './migrations/0010-contacts.ts'
import * as corpTags from './migrations/0011-corp-tags.ts'
import * as channels from './migrations/0012-channels.ts'
import * as rights from './migrations/0013-rights.ts'
import * as privacy from './migrations/0014-privacy.ts'
import * as tagEdits from './migrations/0015-tag-edits.ts'
import * as links from './migrations/0017-links-and-escalations.ts'
import * as storeVersions from './migrations/0019-store-versions.ts'
import * as leases from './migrations/0021-leases.ts'
import * as identityAndAbuse from './migrations/0022-identity-and-abuse.ts'
import * as importUploads from './migrations/0023-import-uploads.ts'
import * as complaints from './migrations/0024-complaints.ts'
import * as answerAge from './migrations/0025-answer-age.ts'

/** In order; a released migration never changes. */
const migrations: Record<string, Migration> = {
  '0001-start': start,
  '0002-groups': groups,
  '0003-learning': learning,
  '0004-scripts': scripts,
  '0005-review': review,
  '0006-notes': notes,
  '0007-step-touches': stepTouches,
  '0008-wecom-client': wecomClient,
  '0009-callbacks': callbacks,
  '0010-contacts': contacts,
  '0011-corp-tags': corpTags,
  '0012-channels': channels,
  '0013-rights': rights,
  '0014-privacy': privacy,
  '0015-tag-edits': tagEdits,
  '0017-links-and-escalations': links,
  '0019-store-versions': storeVersions,
  '0021-leases': leases,
  '0022-identity-and-abuse': identityAndAbuse,
  '0023-import-uploads': importUploads,
  '0024-complaints': complaints,
  '0025-answer-age': answerAge,
}

/** What this release knows, in order. */
export const migrationNames: readonly string[] = Object.keys(migrations)

/** Brings the schema up to date and answers the names of the migrations that ran. Safe when several processes start at once. */
export async function migrate(db: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
}
