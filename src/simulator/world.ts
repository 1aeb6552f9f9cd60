/** What exists in the simulated company. Plain data; the simulator copies it and lets its copy change. */
export interface World {
  corp: { corpId: string; name: string; agentId: string; secret: string }
  members: WorldMember[]
  /** Those that members are in; absent: none has a name. */
  departments?: WorldDepartment[]
  contacts: WorldContact[]
  groups: WorldGroup[]
  tagGroups: WorldTagGroup[]
}

export interface WorldMember {
  userId: string
  name: string
  position: string
  departments: number[]
  /** One flag for each department, as in `is_leader_in_dept`. */
  isLeaderInDepartment: boolean[]
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status: 1 | 2 | 4 | 5
}

export interface WorldDepartment {
  id: number
  name: string
  /** The root's is 0. */
  parentId: number
}

export interface WorldContact {
  externalUserId: string
  name: string
  avatar: string
  /** 1 a WeChat user, 2 a WeCom user. */
  type: 1 | 2
  gender: 0 | 1 | 2
  unionId?: string
  follows: WorldFollow[]
}

export interface WorldFollow {
  userId: string
  remark: string
  description: string
  /** Seconds since the epoch, as WeCom sends it. */
  createdAtSeconds: number
  tagIds: string[]
  personalTags: string[]
  addWay: number
  state: string
}

export interface WorldGroup {
  chatId: string
  name: string
  ownerUserId: string
  createdAtSeconds: number
  memberUserIds: string[]
  externalUserIds: string[]
  /** Who joined after the group was made, by user or external user id. */
  joinedAtSeconds?: Record<string, number>
  adminUserIds?: string[]
  notice?: string
}

export interface WorldTagGroup {
  groupId: string
  name: string
  tags: { tagId: string; name: string }[]
}
