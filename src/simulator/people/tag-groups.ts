import type { WorldTagGroup } from '../world.ts'

const groups: Record<string, readonly string[]> = {
  肤质: ['油皮', '干皮', '混油', '混干', '敏感肌'],
  意向: ['意向强', '意向一般', '先看看'],
  来源: ['门店扫码', '小红书', '老客介绍', '直播间', '包裹卡'],
  关注: ['精华', '面膜', '洁面', '防晒', '彩妆', '美容仪'],
}

function idOf(group: number, tag?: number): string {
  return tag === undefined
    ? `etGROUP${group + 1}demo0000000000000`
    : `etTAG${group + 1}${tag + 1}demo000000000000000`
}

/** The company's tags, as its administrators keep them. */
export const demoTagGroups: readonly WorldTagGroup[] = Object.entries(groups).map(([name, tags], group) => ({
  groupId: idOf(group),
  name,
  tags: tags.map((tag, index) => ({ tagId: idOf(group, index), name: tag })),
}))

/** The id of a company tag by its name; undefined when there is none. */
export function corpTagId(name: string): string | undefined {
  return demoTagGroups.flatMap(({ tags }) => tags).find((tag) => tag.name === name)?.tagId
}
