import type { WorldMember } from '../world.ts'

const advisor = { position: '护肤顾问', departments: [2], isLeaderInDepartment: [false], status: 1 } as const

/** Five who serve customers, the demo's default first, and one who can no longer sign in. */
export const demoMembers: readonly Readonly<WorldMember>[] = [
  { ...advisor, userId: 'LinXi', name: '林溪' },
  { ...advisor, userId: 'GuAnRan', name: '顾安然' },
  { ...advisor, userId: 'SuHe', name: '苏禾', departments: [3] },
  { ...advisor, userId: 'YeZhiQiu', name: '叶知秋', departments: [3] },
  { ...advisor, userId: 'ChengYe', name: '程野', position: '店长', isLeaderInDepartment: [true] },
  { ...advisor, userId: 'SongYao', name: '宋遥', status: 2 },
].map((member) => ({
  ...member,
  departments: [...member.departments],
  isLeaderInDepartment: [...member.isLeaderInDepartment],
}))

/** Those with customers. */
export const advisorUserIds = ['LinXi', 'GuAnRan', 'SuHe', 'YeZhiQiu', 'ChengYe'] as const
