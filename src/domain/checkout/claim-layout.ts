import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import { contrastRatio, leastContrast } from './contrast.ts'

/** CLM-03, CLM-04, CLM-06: how a claim page or a checkout is laid out. */
export interface ClaimLayout {
  /** More than one step: a single step needs no progress. */
  steps: number
  showsProgress: boolean
  /** The page ends in a payment; then the rest of CLM-04 applies. */
  takesPayment: boolean
  fillsLastAddress: boolean
  showsFinalPrice: boolean
  isInvoiceOptional: boolean
  payMethods: number
  isButtonAtBottom: boolean
  /** "#rrggbb" */
  buttonColor: string
  buttonTextColor: string
}

export interface LayoutProblem {
  ruleId: 'CLM-03' | 'CLM-04' | 'CLM-06'
  text: string
}

function paymentProblems(layout: ClaimLayout, rules: RuleOverrides): string[] {
  const methods = ruleValue({ rules }, 'CLM-04', 'payMethods')
  return [
    ...(layout.fillsLastAddress ? [] : ['没有带出上次地址']),
    ...(layout.showsFinalPrice ? [] : ['没有实时显示到手价']),
    ...(layout.isInvoiceOptional ? [] : ['发票应可不填']),
    ...(layout.payMethods >= methods ? [] : [`支付方式${layout.payMethods}种，至少${methods}种`]),
  ]
}

/** What the layout lacks; empty = nothing. At least 3 ways to pay and a button contrast of 4.5 (AA), both inclusive. */
export function claimLayoutProblems(layout: ClaimLayout, rules: RuleOverrides = {}): LayoutProblem[] {
  const contrast = contrastRatio(layout.buttonColor, layout.buttonTextColor)
  const problems: LayoutProblem[] = []
  if (layout.steps > 1 && !layout.showsProgress)
    problems.push({ ruleId: 'CLM-03', text: '没有显示走到第几步、还差几步' })
  if (layout.takesPayment)
    problems.push(
      ...paymentProblems(layout, rules).map((text): LayoutProblem => ({ ruleId: 'CLM-04', text })),
    )
  if (!layout.isButtonAtBottom) problems.push({ ruleId: 'CLM-06', text: '按钮没有固定在底部' })
  if (contrast === null || contrast < leastContrast)
    problems.push({ ruleId: 'CLM-06', text: `按钮文字的对比不足${leastContrast}` })
  return problems
}
