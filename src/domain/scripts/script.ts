import type { ContentType } from '../cadence/content-type.ts'
import type { LifecycleStage } from '../customers/stages.ts'

/** SCR-01: each selling script is one AIDA step. */
export const aidaSteps = ['attention', 'interest', 'desire', 'action'] as const
export type AidaStep = (typeof aidaSteps)[number]
export const aidaNames: Record<AidaStep, string> = {
  attention: 'A 注意',
  interest: 'I 兴趣',
  desire: 'D 欲望',
  action: 'A 行动',
}

/** Common objections; `none` fits any talk. */
export const objections = [
  'none',
  'price',
  'effect',
  'safety',
  'compare',
  'later',
  'need',
  'delivery',
] as const
export type Objection = (typeof objections)[number]
export const objectionNames: Record<Objection, string> = {
  none: '通用',
  price: '嫌贵',
  effect: '怕没效果',
  safety: '怕过敏',
  compare: '对比别家',
  later: '再想想',
  need: '暂时不需要',
  delivery: '物流售后',
}

export const scenes = ['single', 'group'] as const
export type Scene = (typeof scenes)[number]
export const sceneNames: Record<Scene, string> = { single: '1对1', group: '群聊' }

export interface Script {
  scriptId: string
  title: string
  step: AidaStep
  /** Stages it is written for; empty = all. */
  stages: LifecycleStage[]
  objection: Objection
  scene: Scene
  contentType: ContentType
  /** Text with placeholders in braces: `{称呼}`. */
  body: string
  /** The script that this one is tried against; null = it stands for itself. */
  variantOf: string | null
  /** Share of the customers who get it among its variants, relative and not negative. */
  weight: number
}
