import { ruleValue, type RuleOverrides } from '../rules/value.ts'

/** Ours: the claim page aims at opening in this time, half of what CLM-05 allows. */
export const ownBudgetMs = 1_500

export interface ClaimPath {
  requiredFields: number
  /** From opening to the end. */
  pages: number
  loadMs: number
  /** The path leaves for another app. */
  leavesApp: boolean
}

export interface ClaimLimitProblem {
  ruleId: 'CLM-01' | 'CLM-02' | 'CLM-05'
  text: string
}

/** CLM-01, CLM-02, CLM-05: limits that a claim path breaks; empty = none. At most 6 required fields, 3 pages and 3 s (all inclusive), no jump to another app. */
export function claimLimitProblems(path: ClaimPath, rules: RuleOverrides = {}): ClaimLimitProblem[] {
  const fields = ruleValue({ rules }, 'CLM-01', 'fields')
  const pages = ruleValue({ rules }, 'CLM-02', 'pages')
  const seconds = ruleValue({ rules }, 'CLM-05', 'seconds')
  const problems: ClaimLimitProblem[] = []
  if (path.requiredFields > fields)
    problems.push({ ruleId: 'CLM-01', text: `必填${path.requiredFields}项，最多${fields}项` })
  if (path.pages > pages) problems.push({ ruleId: 'CLM-02', text: `要走${path.pages}页，最多${pages}页` })
  if (path.loadMs > seconds * 1000)
    problems.push({
      ruleId: 'CLM-05',
      text: `打开用了${(path.loadMs / 1000).toFixed(1)}秒，最多${seconds}秒`,
    })
  if (path.leavesApp) problems.push({ ruleId: 'CLM-05', text: '会跳到别的应用' })
  return problems
}

/** CLM-05: how a load time in ms stands: within our own 1.5 s, within the 3 s of the rule (both inclusive), or too slow. */
export function loadGrade(loadMs: number, rules: RuleOverrides = {}): 'good' | 'allowed' | 'slow' {
  if (loadMs <= ownBudgetMs) return 'good'
  return loadMs <= ruleValue({ rules }, 'CLM-05', 'seconds') * 1000 ? 'allowed' : 'slow'
}
