import { importFieldNames } from '../../../contract/import-fields.ts'
import type { ImportFile, ImportKind, ImportState } from '../../../contract/imports.ts'

export const kindNames: Record<ImportKind, string> = {
  orders: '订单',
  customers: '客户',
  products: '商品',
  events: '浏览与互动',
}

export const stateNames: Record<ImportState, string> = {
  uploaded: '等着开始',
  started: '正在导入',
  finished: '已完成',
  failed: '没有导入',
  stopped: '已停止',
  lapsed: '过期移除',
}

const mappings: Readonly<Record<string, string>> = {
  own: '系统字段名',
  custom: '自选列',
  youzan: '有赞订单导出',
  weimob: '微盟订单导出',
  cdnow: 'CDNOW全量文件',
  'cdnow-sample': 'CDNOW样本文件',
}

export const mappingName = (name: string): string => mappings[name] ?? name

const gigabyte = 1024 * 1024 * 1024

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes}字节`
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)}KB`
  if (bytes < gigabyte) return `${(bytes / 1024 / 1024).toFixed(1)}MB`
  return `${(bytes / gigabyte).toFixed(1).replace('.0', '')}GB`
}

export function durationText(seconds: number): string {
  return seconds < 100 ? `${seconds}秒` : `${Math.ceil(seconds / 60)}分钟`
}

export function countsText({ accepted, duplicates, rejected }: ImportFile): string {
  return `收下${accepted}，重复${duplicates}，拒收${rejected}`
}

const statuses: Readonly<Record<string, string>> = {
  created: '未付款',
  paid: '已付款',
  cancelled: '已取消',
  refunded: '已退款',
}

function itemText(item: unknown): string {
  const { name, sku, quantity } = item as { name: string; sku: string; quantity: number }
  return `${name === '' ? sku : name}×${quantity}`
}

/** What a row would be stored as, in words: `moment` writes times. */
export function rowPairs(
  kind: ImportKind,
  row: Readonly<Record<string, unknown>>,
  moment: (at: number) => string,
): { name: string; value: string }[] {
  return Object.entries(importFieldNames[kind]).flatMap(([field, name]) => {
    const value = row[field]
    if (value === undefined || value === null) return []
    if (field === 'items') return [{ name, value: (value as unknown[]).map(itemText).join('、') || '无' }]
    if (typeof value === 'number' && field.endsWith('At')) return [{ name, value: moment(value) }]
    if (typeof value === 'number' && field.endsWith('Fen'))
      return [{ name, value: `${(value / 100).toFixed(2)}元` }]
    if (field === 'status') return [{ name, value: statuses[String(value)] ?? String(value) }]
    return [{ name, value: typeof value === 'object' ? JSON.stringify(value) : String(value) }]
  })
}
