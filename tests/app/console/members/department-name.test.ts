import { describe, expect, it } from 'vitest'
import { departmentName } from '../../../../src/app/console/members/department-name.ts'

describe('departmentName', () => {
  it('is the name in WeCom, or the number where there is none', () => {
    const departments = [{ departmentId: 2, name: '静安店' }]
    expect(departmentName(2, departments)).toBe('静安店')
    expect(departmentName(3, departments)).toBe('部门 3')
    expect(departmentName(3, [])).toBe('部门 3')
  })
})
