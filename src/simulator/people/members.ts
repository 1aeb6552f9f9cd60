import type { WorldDepartment, WorldMember } from '../world.ts'

type Facts = Pick<WorldMember, 'userId' | 'name'> & Partial<WorldMember>

function member(facts: Facts): WorldMember {
  return { position: '护肤顾问', departments: [2], isLeaderInDepartment: [false], status: 1, ...facts }
}

/** Five who serve customers, the demo's default first, and one who can no longer sign in. */
export function demoMembers(): WorldMember[] {
  return [
    member({ userId: 'LinXi', name: '林溪' }),
    member({ userId: 'GuAnRan', name: '顾安然' }),
    member({ userId: 'SuHe', name: '苏禾', departments: [3] }),
    member({ userId: 'YeZhiQiu', name: '叶知秋', departments: [3] }),
    member({ userId: 'ChengYe', name: '程野', position: '店长', isLeaderInDepartment: [true] }),
    member({ userId: 'SongYao', name: '宋遥', status: 2 }),
  ]
}

export function demoDepartments(): WorldDepartment[] {
  return [
    { id: 1, name: '朝颜护肤', parentId: 0 },
    { id: 2, name: '静安店', parentId: 1 },
    { id: 3, name: '徐汇店', parentId: 1 },
  ]
}

/** Those with customers. */
export const advisorUserIds = ['LinXi', 'GuAnRan', 'SuHe', 'YeZhiQiu', 'ChengYe'] as const
