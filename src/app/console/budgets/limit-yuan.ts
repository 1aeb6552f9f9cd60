const highestYuan = 10_000_000

/** An amount of yuan as typed, in fen; otherwise what is wrong with it and how to mend it. */
export function limitFrom(text: string): { limitFen: number } | { problem: string } {
  const [, whole, rest = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? []
  if (whole === undefined) return { problem: '限额填元，例如 20000 或 99.50，不能是负数' }
  const limitFen = Number(whole) * 100 + Number(rest.padEnd(2, '0'))
  if (limitFen > highestYuan * 100) return { problem: '限额最多 10000000 元' }
  return { limitFen }
}
