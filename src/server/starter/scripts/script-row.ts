import type { ContentType } from '../../../domain/cadence/content-type.ts'
import type { LifecycleStage } from '../../../domain/customers/stages.ts'
import type { AidaStep, Objection, Scene, Script } from '../../../domain/scripts/script.ts'

/** One script as it is kept in these lists. */
export interface ScriptRow {
  title: string
  objection: Objection
  /** Empty = all stages. */
  stages: LifecycleStage[]
  contentType: ContentType
  body: string
  /** 1对1 unless said otherwise. */
  scene?: Scene
  /** Tried against the script with this id. */
  variantOf?: string
}

/** Gives each row of one AIDA step its lasting id, by place: new rows are added at the end. */
export function scriptsOfStep(step: AidaStep, rows: readonly ScriptRow[]): Script[] {
  return rows.map(({ scene = 'single', variantOf = null, ...row }, index) => ({
    ...row,
    scene,
    variantOf,
    weight: 1,
    step,
    scriptId: `starter-${step}-${String(index + 1).padStart(2, '0')}`,
  }))
}
