import type { TimelineItem } from '../../contract/timeline.ts'

export interface ShownFollow {
  userId: string
  followedAt: number
  addWay: number
  state: string
}

/** The ways of being added that an advisor would name; others are left out. */
const addWays: Record<number, string> = {
  1: '扫描二维码',
  2: '搜索手机号',
  3: '名片分享',
  4: '群聊',
  5: '手机通讯录',
  6: '微信联系人',
  9: '搜索邮箱',
  10: '视频号',
  16: '获客链接',
  24: '接受微信好友申请',
  201: '同事共享',
  202: '管理员分配',
}

/** 加好友: colleagues by name alone, the viewer's own with the way and the channel. */
export function relationItems(
  customerId: string,
  follows: readonly ShownFollow[],
  by: (userId: string) => string,
  viewerUserId: string,
): TimelineItem[] {
  return follows.map(({ userId, followedAt, addWay, state }) => {
    const own = [addWays[addWay] ?? '', state === '' ? '' : `渠道 ${state}`].filter((text) => text !== '')
    const details = userId === viewerUserId ? own : []
    return {
      id: `relation:${customerId}:${userId}`,
      kind: 'relation',
      at: followedAt,
      title: `${by(userId)} 加好友`,
      detail: details.length > 0 ? details.join(' · ') : null,
    }
  })
}

/** A welcome that did not go out, so that its advisor greets by hand. */
export function welcomeItems(
  welcomes: readonly { id: string; userId: string; at: number; reason: string }[],
  by: (userId: string) => string,
): TimelineItem[] {
  return welcomes.map(({ id, userId, at, reason }) => ({
    id: `welcome:${id}`,
    kind: 'relation',
    at,
    title: `${by(userId)} 的欢迎语没有发出`,
    detail: reason,
  }))
}

/** The customer's own word on personalised offers, for as long as it stands. */
export function optOutItems(customerId: string, optedOutAt: number | null): TimelineItem[] {
  if (optedOutAt === null) return []
  const title = '已拒绝个性化优惠'
  return [{ id: `opt-out:${customerId}`, kind: 'relation', at: optedOutAt, title, detail: '服务照常' }]
}
