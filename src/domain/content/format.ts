/** CON-04: the forms of a message, the preferred first. */
export const contentFormats = [
  'miniProgram',
  'card',
  'image',
  'video',
  'shortText',
  'link',
  'longText',
] as const
export type ContentFormat = (typeof contentFormats)[number]

/** CON-04: the forms at hand, by preference, each once. */
export function orderFormats(available: readonly ContentFormat[]): ContentFormat[] {
  return contentFormats.filter((format) => available.includes(format))
}

/** How far a video's shape may be from 9:16: encoders round sides to multiples of 16. */
const shapeTolerance = 0.01

/** CON-04: whether a video of this size in pixels is 9:16 upright, within 1 % (inclusive); a side of 0 or less is none. */
export function isVerticalVideo(width: number, height: number): boolean {
  if (width <= 0 || height <= 0) return false
  return Math.abs((width * 16) / (height * 9) - 1) <= shapeTolerance + 1e-9
}

/** CON-04: the warning for a video of another shape, null for 9:16. It never blocks. */
export function videoShapeWarning(width: number, height: number): string | null {
  if (isVerticalVideo(width, height)) return null
  const what = width > height ? '是横屏' : '不是9:16'
  return `视频${width}×${height}${what}，手机上看建议用9:16竖版`
}
