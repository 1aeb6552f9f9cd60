import type { TagGroup } from './tag.ts'

/** What an advisor may give in any shop; a store sets its own list. */
export const defaultTagGroups: readonly TagGroup[] = [
  { group: '顾虑', names: ['嫌贵', '怕无效', '怕不合适', '在比较别家', '等活动'] },
  { group: '喜好', names: ['看重成分', '看重口碑', '喜欢新品', '喜欢小规格', '常囤货'] },
  { group: '沟通', names: ['喜欢简短', '喜欢细说', '只在周末有空', '先发图再聊'] },
]

/** Whether a name is on the list, exactly as written. */
export function isAllowedTag(name: string, groups: readonly TagGroup[]): boolean {
  return groups.some(({ names }) => names.includes(name))
}
