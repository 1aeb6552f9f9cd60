import { importFieldNames } from '../../../contract/import-fields.ts'

/** What a reason says behind the field it is about, and how that is said to members of the store. */
const sentences: [RegExp, string][] = [
  [/^"(.*)" is no whole number$/, '「$1」不是整数'],
  [/^"(.*)" is no amount in yuan$/, '「$1」不是以元为单位的金额'],
  [/^"(.*)" is no amount in fen$/, '「$1」不是以分为单位的金额'],
  [/^"(.*)" is no time in the format .*$/, '「$1」不是能识别的时间'],
  [/^"(.*)" is no JSON$/, '「$1」不是JSON'],
  [
    /^"(.*)" was cut short by a spreadsheet.*$/,
    '「$1」已被表格软件截短；请重新导出，不要用表格软件打开后再存',
  ],
  [
    /^"(.*)" is none of the words in the mapping.*$/,
    '「$1」不认识；请改成文件里常见的写法，或用自己的列对应',
  ],
  [/^must name a customer.*$/, '没有写明是哪位客户：手机号、会员号、企业微信客户ID、unionId至少要有一个'],
  [/^must be a phone number.*$/, '不是手机号（打了星号的号码不能用，请导出完整号码）'],
  [/^must be a time from 1990.*$/, '不是1990到2100年之间的时间'],
  [/^is missing: must be a time.*$/, '缺少时间'],
  [/^is missing: give yuan or fen$/, '没有选'],
  [/^is missing: give .*$/, '没有填'],
  [/^is missing: name its column.*$/, '没有对应的列'],
  [/^must be one of (.*)$/, '只能是：$1'],
  [/^must not exceed paidFen$/, '超过了实付金额'],
  [/^must not be empty$/, '不能为空'],
  [/^must be at least (.*)$/, '不能小于$1'],
  [/^must be at most (.*)$/, '不能大于$1'],
  [/^must have at most (\d+) characters$/, '最多$1个字'],
  [/^must have at most (\d+) entries$/, '最多$1项'],
  [/^must be an http\(s\) address$/, '不是网址'],
  [/^must be MM-DD or YYYY-MM-DD$/, '要写成MM-DD或YYYY-MM-DD'],
  [/^must not contain .*$/, '含有不能保存的字符'],
  [/^lines of the order (.*) stand apart; .*$/, '订单$1的几行不在一起；请按订单号排序'],
  [/^a quote opens and never closes.*$/, '引号没有结束；文字里的引号要写两遍'],
  [/^a quote closes in the middle.*$/, '引号在单元格中间结束；文字里的引号要写两遍'],
  [/^is not .* text; save.*$/, '不是能识别的文字；请把文件另存为CSV UTF-8'],
  [/^is longer than 1 MB$/, '超过1MB'],
  [/^has (\d+) columns, the header (\d+).*$/, '有$1列，表头只有$2列；含分隔符的内容要加引号'],
  [/^is not valid JSON.*$/, '不是完整的JSON；每行一个JSON对象'],
  [/^must be a JSON object$/, '不是JSON对象'],
  [/^the database refused it.*$/, '数据库没有接受，请检查这一行的内容'],
  [/^no customer is named.*$/, '没有选客户的列：手机号、会员号、企业微信客户ID、unionId至少选一个'],
]

/** What is said of a whole file. */
const ofFiles: [RegExp, string][] = [
  [/^is UTF-16 text.*$/, '文件是UTF-16编码；请另存为CSV UTF-8'],
  [/^is an (old )?Excel workbook.*$/, '这是Excel工作簿或压缩包；请在表格软件里另存为CSV UTF-8再上传'],
  [/^is gzip.*$/, '这是压缩文件；请解压后再上传'],
  [/^is a JSON array.*$/, '这是JSON数组；请改成每行一个JSON对象'],
  [/^has no column for (.*); rename.*$/, '没有这些列：$1。请核对是不是选错了文件或列对应'],
  [/^has no column (.*); it has (.*)$/, '没有列「$1」；文件里有：$2'],
  [/^has two columns (.*); rename.*$/, '有两列都叫「$1」；请改掉其中一个'],
  [
    /^has columns that are no fields of \w+ \((.*)\); the fields are .*$/,
    '这些列不是系统的字段名：$1。请改用自己的列对应',
  ],
  [/^cannot be read .*$/, '文件已不在服务器上，请重新上传'],
  [/^is being imported by another process.*$/, '这个文件正在由另一个导入处理'],
]

const names: Readonly<Record<string, string>> = Object.assign(
  { moneyUnit: '金额单位' },
  ...Object.values(importFieldNames).toReversed(),
)

function worded(text: string, rules: readonly [RegExp, string][]): string | null {
  for (const [pattern, words] of rules) if (pattern.test(text)) return text.replace(pattern, words)
  return null
}

function fieldName(field: string): string {
  const name = field.replace(/^(columns|constants|values)\./, '')
  return (
    names[name] ??
    names[name.replace(/^items\.\d+\./, 'item.')] ??
    (name === 'row' || name === 'columns' ? '' : name)
  )
}

function problemInChinese(problem: string): string {
  const parts = /^([\w.]+)(?: \(column (.*?)\))?: (.*)$/su.exec(problem.trim())
  if (!parts) return problem
  const [, field = '', column, rest = ''] = parts
  const name = fieldName(field)
  const where = column === undefined || column === name ? name : `${name}（列「${column}」）`
  return `${where}${where === '' ? '' : '：'}${worded(rest, sentences) ?? rest}`
}

/** The reason of the import, worded for members of the store; what has no words of its own stays as it is. */
export function reasonInChinese(reason: string): string {
  const whole = worded(reason, ofFiles)
  if (whole !== null) return whole
  const [first = '', ...lines] = reason.split('\n')
  if (/^mapping .*bad key\(s\):$/.test(first)) return lines.map(problemInChinese).join('；')
  return first
    .split(/; (?=[\w.]+: )/)
    .map(problemInChinese)
    .join('；')
}
