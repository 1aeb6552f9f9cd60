import { demoOffers } from '../../demo/store/offers.ts'
import { demoScripts } from '../../demo/store/scripts.ts'
import { productRows } from '../../demo/store/store-rows.ts'
import { demoBudgets, demoSettings } from '../../demo/store/terms.ts'
import { offerRows } from '../../starter/offers/offer-rows.ts'
import { quizRows } from '../../starter/quizzes/quiz-rows.ts'
import { scriptRows } from '../../starter/scripts/script-rows.ts'
import type { BulkWriter } from './bulk-writer.ts'

const customersOfOne = 1000
const fewestMembers = 20
/** The sheet of products that are sold in this many sizes and shades each. */
const variants = 12
/** Budgets of the sheet are those of a small shop. */
const budgetFactor = 100_000

/** Who follows the customers: one member for a thousand of them. */
export function benchMembers(customers: number): string[] {
  const count = Math.max(fewestMembers, Math.ceil(customers / customersOfOne))
  return Array.from({ length: count }, (_, index) => `advisor${String(index + 1).padStart(5, '0')}`)
}

export type BenchProduct = ReturnType<typeof productRows>[number]

/** The catalogue: the demo shop's products in some variants. */
export function benchProducts(asOf: number): BenchProduct[] {
  return productRows(asOf).flatMap((product) =>
    Array.from({ length: variants }, (_, variant) =>
      variant === 0
        ? product
        : {
            ...product,
            sku: `${product.sku}-${variant}`,
            name: `${product.name}${variant}号`,
            priceFen: product.priceFen + 1000 * variant,
          },
    ),
  )
}

/** What a store has whatever its size: members, catalogue, offers, scripts, quiz, budgets and settings. */
export function writeShop(writer: BulkWriter, customers: number, asOf: number): void {
  const members = benchMembers(customers)
  members.forEach((userId, index) =>
    writer.add('member', {
      userId,
      name: `顾问${index + 1}`,
      role: 'advisor',
      roleSetBy: null,
      isActive: 1,
      departmentsJson: '[1]',
      sessionsValidFrom: 0,
      createdAt: asOf,
      updatedAt: asOf,
    }),
  )
  for (const product of benchProducts(asOf)) writer.add('product', product)
  const { offers, versions } = offerRows(demoOffers, 'published', asOf)
  for (const offer of offers) writer.add('offer', offer)
  for (const version of versions) writer.add('offerVersion', version)
  for (const script of scriptRows(demoScripts, 'published', asOf)) {
    const { variantOf = null, weight = null } = script
    writer.add('script', { ...script, variantOf, weight, ownerUserId: null })
  }
  const quiz = quizRows('published', asOf)
  for (const row of quiz.quizzes) writer.add('quiz', row)
  for (const row of quiz.versions) writer.add('quizVersion', row)
  for (const limit of demoBudgets(members))
    writer.add('budget', { ...limit, limitFen: limit.limitFen * budgetFactor })
  writer.add('setting', { key: 'store', valueJson: JSON.stringify(demoSettings), updatedAt: asOf })
}
