import { describe, expect, it } from 'vitest'
import { listChanges, ruleNameChanges } from '../../../src/domain/tags/name-changes.ts'

const list = (...groups: [string, ...string[]][]) => groups.map(([group, ...names]) => ({ group, names }))
const before = list(['顾虑', '嫌贵', '怕麻烦'], ['喜好', '看成分'])

describe('changes of the list for advisors', () => {
  it.each([
    ['nothing', before, [], []],
    [
      'a new name in the place of another',
      list(['顾虑', '觉得贵', '怕麻烦'], ['喜好', '看成分']),
      [],
      [{ group: '顾虑', from: '嫌贵', to: '觉得贵' }],
    ],
    [
      'a name taken off',
      list(['顾虑', '怕麻烦'], ['喜好', '看成分']),
      [],
      [{ group: '顾虑', from: '嫌贵', to: null }],
    ],
    [
      'a name taken off and two added: no place tells which one it became',
      list(['顾虑', '觉得贵', '怕麻烦', '在比较'], ['喜好', '看成分']),
      [],
      [{ group: '顾虑', from: '嫌贵', to: null }],
    ],
    [
      'a place taken by a name that was there before',
      list(['顾虑', '看成分', '怕麻烦'], ['喜好']),
      [],
      [{ group: '顾虑', from: '嫌贵', to: null }],
    ],
    ['a name in another group', list(['顾虑', '怕麻烦'], ['喜好', '看成分', '嫌贵']), [], []],
    ['names in another order', list(['喜好', '看成分'], ['顾虑', '怕麻烦', '嫌贵']), [], []],
    [
      'a group called otherwise',
      list(['担心', '嫌贵', '怕麻烦'], ['喜好', '看成分']),
      [{ from: '顾虑', to: '担心' }],
      [],
    ],
    [
      'a group called otherwise with a tag called otherwise',
      list(['担心', '觉得贵', '怕麻烦'], ['喜好', '看成分']),
      [{ from: '顾虑', to: '担心' }],
      [{ group: '顾虑', from: '嫌贵', to: '觉得贵' }],
    ],
    [
      'a group given up for another with nothing of it',
      list(['沟通', '喜欢简短'], ['喜好', '看成分']),
      [],
      [
        { group: '顾虑', from: '嫌贵', to: null },
        { group: '顾虑', from: '怕麻烦', to: null },
      ],
    ],
    [
      'the whole list',
      [],
      [],
      before.flatMap(({ group, names }) => names.map((from) => ({ group, from, to: null }))),
    ],
  ])('%s', (_name, after, groups, tags) => {
    expect(listChanges(before, after)).toEqual({ groups, tags })
  })
})

describe('changes of the names that rules give', () => {
  const rules = [
    { key: 'big', name: '大单' },
    { key: 'often', name: '常客' },
  ]
  it.each([
    ['nothing', rules, []],
    [
      'another name under the same key',
      [{ key: 'big', name: '高客单' }, rules[1]],
      [{ from: '大单', to: '高客单' }],
    ],
    ['a rule taken off', [rules[1]], [{ from: '大单', to: null }]],
    ['the same name under another key', [{ key: 'other', name: '大单' }, rules[1]], []],
    [
      'a name that another rule has already',
      [{ key: 'big', name: '常客' }, rules[1]],
      [{ from: '大单', to: null }],
    ],
  ])('%s', (_name, after, tags) => {
    const given = after.flatMap((rule) => rule ?? [])
    const told = tags.map((tag) => ({ group: null, ...tag }))
    expect(ruleNameChanges(rules, given)).toEqual({ groups: [], tags: told })
  })

  it('leaves out rules tried for each category', () => {
    const each = [{ key: 'seen', name: '{category}', each: 'category' as const }]
    expect(ruleNameChanges(each, [])).toEqual({ groups: [], tags: [] })
  })
})
