import type { TagGroup } from '../../../domain/tags/tag.ts'

/** What the advisors of the demo store may note about a customer. */
export const demoTagGroups: TagGroup[] = [
  { group: '肤质', names: ['油皮', '干皮', '混合皮', '敏感肌', '中性皮'] },
  { group: '顾虑', names: ['嫌贵', '怕过敏', '怕没效果', '怕麻烦', '在比较别家'] },
  { group: '喜好', names: ['喜欢清爽质地', '看重成分', '常囤货', '喜欢小规格', '喜欢新品'] },
  { group: '沟通', names: ['喜欢简短', '喜欢细说', '只在周末有空'] },
]
