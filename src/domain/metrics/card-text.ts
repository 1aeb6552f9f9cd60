import { type Fen, yuan } from '../money.ts'
import type { CardState } from './card.ts'
import type { Count } from './share.ts'

export const stateNames: Record<CardState, string> = {
  unknown: '暂无数据',
  plain: '无目标',
  reached: '达标',
  below: '未达标',
  red: '低于红线',
}

/** "27.4%": one decimal, rounded down on whole numbers, so that a share below its target never reads as the target; 暂无数据 for an empty whole. */
export function shareText({ part, whole }: Count): string {
  return whole === 0 ? stateNames.unknown : `${Math.floor((part * 1000) / whole) / 10}%`
}

/** "286元"; 暂无数据 for null. */
export function fenText(amountFen: Fen | null): string {
  return amountFen === null ? stateNames.unknown : `${yuan(amountFen)}元`
}

/** "1:5.8": what comes back for each 1 spent, one decimal, rounded down; 暂无数据 for null. */
export function returnText(roi: number | null): string {
  return roi === null ? stateNames.unknown : `1:${Math.floor(roi * 10 + 1e-9) / 10}`
}
