/** Messages of one local day; null = nobody told. */
export interface DayMessages {
  day: number
  messages: number | null
}

/** The last `days` whole local days before `today`, oldest first; a day nobody told is unknown, not silent. */
export function dailyMessages(
  known: readonly { day: number; messages: number }[],
  today: number,
  days: number,
): DayMessages[] {
  const byDay = new Map(known.map(({ day, messages }) => [day, messages]))
  return Array.from({ length: days }, (_, index) => {
    const day = today - days + index
    return { day, messages: byDay.get(day) ?? null }
  })
}

/** For staff: what is known of these days. */
export function messagesText(days: readonly DayMessages[]): string {
  const counts = days.flatMap(({ messages }) => (messages === null ? [] : [messages]))
  if (counts.length === 0) return '群消息数未知：企业微信不提供，接入后才能判断'
  if (counts.length < days.length) return `近${days.length}天只知道${counts.length}天的消息数，暂不判断`
  return `近${days.length}天每天${counts.join('、')}条消息`
}
