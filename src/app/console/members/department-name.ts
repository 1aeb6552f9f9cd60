import type { Department } from '../../../contract/members.ts'

/** What a department is called in WeCom, or its number where the name could not be read. */
export function departmentName(departmentId: number, departments: readonly Department[]): string {
  return departments.find((one) => one.departmentId === departmentId)?.name ?? `部门 ${departmentId}`
}
