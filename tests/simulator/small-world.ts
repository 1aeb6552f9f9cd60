import type { World, WorldContact, WorldFollow } from '../../src/simulator/world.ts'

const createdAtSeconds = 1_700_000_000

function follow(userId: string, remark: string, more: Partial<WorldFollow> = {}): WorldFollow {
  return {
    userId,
    remark,
    description: '',
    createdAtSeconds,
    tagIds: [],
    personalTags: [],
    addWay: 1,
    state: '',
    ...more,
  }
}

function contact(
  externalUserId: string,
  name: string,
  follows: WorldFollow[],
  more: Partial<WorldContact> = {},
): WorldContact {
  return { externalUserId, name, avatar: '', type: 1, gender: 2, follows, ...more }
}

/** Three members, eight contacts, one customer group, one tag group. */
export function smallWorld(): World {
  return {
    corp: { corpId: 'wwsmall', name: '小样企业', agentId: '1000002', secret: 'small-secret' },
    members: [
      {
        userId: 'lin',
        name: '林晓',
        position: '顾问',
        departments: [1, 2],
        isLeaderInDepartment: [true, false],
        status: 1,
      },
      {
        userId: 'zhou',
        name: '周宁',
        position: '顾问',
        departments: [2],
        isLeaderInDepartment: [false],
        status: 1,
      },
      {
        userId: 'gone',
        name: '何离',
        position: '顾问',
        departments: [2],
        isLeaderInDepartment: [false],
        status: 5,
      },
    ],
    contacts: [
      contact(
        'wm-li',
        '李悦',
        [
          follow('lin', '李悦 油皮', { tagIds: ['et-high'], personalTags: ['老乡'], state: 'store_sh01' }),
          follow('zhou', '李女士'),
        ],
        { unionId: 'union-li' },
      ),
      contact('wm-wang', '王芳', [follow('lin', '')]),
      contact('wm-chen', '陈晨', [follow('lin', '陈晨')]),
      contact('wm-zhao', '赵敏', [follow('lin', '')]),
      contact('wm-sun', '孙倩', [follow('lin', '')]),
      contact('wo-qian', '钱总', [follow('lin', '')], { type: 2, gender: 1 }),
      contact('wm-other', '吴别', [follow('zhou', '')]),
      contact('wm-nobody', '郑无', []),
    ],
    groups: [
      {
        chatId: 'wr-skin',
        name: '护肤交流群',
        ownerUserId: 'lin',
        createdAtSeconds,
        memberUserIds: ['lin', 'zhou'],
        externalUserIds: ['wm-li', 'wm-wang'],
      },
    ],
    tagGroups: [
      {
        groupId: 'etgroup-intent',
        name: '意向',
        tags: [
          { tagId: 'et-high', name: '高' },
          { tagId: 'et-low', name: '低' },
        ],
      },
    ],
  }
}
