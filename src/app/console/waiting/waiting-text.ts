const hourMinutes = 60
const dayMinutes = 24 * hourMinutes

/** 59分钟, 2小时5分, 3天4小时: the two largest parts. */
export function waitingText(minutes: number): string {
  if (minutes < hourMinutes) return `${minutes}分钟`
  if (minutes < dayMinutes) return `${Math.floor(minutes / hourMinutes)}小时${minutes % hourMinutes}分`
  return `${Math.floor(minutes / dayMinutes)}天${Math.floor((minutes % dayMinutes) / hourMinutes)}小时`
}
