/** The component library turns dark by a class on the root, not by itself. */
export function followColorScheme(): void {
  const isDark = window.matchMedia('(prefers-color-scheme: dark)')
  const follow = (): void => {
    document.documentElement.classList.toggle('dark', isDark.matches)
  }
  follow()
  isDark.addEventListener('change', follow)
}
