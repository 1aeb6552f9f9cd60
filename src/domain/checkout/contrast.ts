/** WCAG 2.2 level AA for text of normal size. */
export const leastContrast = 4.5

/** One sRGB channel (0 to 255) as linear light, 0 to 1. */
function linear(channel: number): number {
  const value = channel / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

/** Relative luminance of "#rrggbb", 0 to 1; null for another notation. */
function luminance(color: string): number | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
  if (!match) return null
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => linear(Number.parseInt(part, 16)))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** CLM-06: the contrast of two colours in "#rrggbb", 1 to 21, whichever is lighter; null where one is no such colour. Source: WCAG 2.2. */
export function contrastRatio(first: string, second: string): number | null {
  const [a, b] = [luminance(first), luminance(second)]
  if (a === null || b === null) return null
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
