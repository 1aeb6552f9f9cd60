import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** Each bubble keeps the rule of the step that it carried out; one that joined a touch had lost its own. */
export async function up(db: Kysely<Schema>): Promise<void> {
  await db.schema.alterTable('touchBubble').addColumn('ruleId', 'text').execute()
  await db
    .updateTable('touchBubble')
    .set((eb) => ({
      ruleId: eb
        .selectFrom('touch')
        .select('touch.ruleId')
        .whereRef('touch.touchId', '=', 'touchBubble.touchId'),
    }))
    .execute()
}
