import type { Insertable } from 'kysely'
import type { Script } from '../../../domain/scripts/script.ts'
import type { Schema } from '../../db/schema.ts'

export function scriptRows(
  scripts: readonly Script[],
  status: 'draft' | 'published',
  at: number,
): Insertable<Schema['script']>[] {
  return scripts.map(({ stages, ...script }, index) => ({
    ...script,
    stagesJson: JSON.stringify(stages),
    status,
    sortOrder: (index + 1) * 10,
    createdAt: at,
  }))
}
