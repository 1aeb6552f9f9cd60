import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** The address of the page, and how to change it without leaving. */
export function usePath(): { path: Readonly<Ref<string>>; go: (to: string) => void } {
  const path = ref(location.pathname)
  const follow = (): void => {
    path.value = location.pathname
  }
  window.addEventListener('popstate', follow)
  onScopeDispose(() => window.removeEventListener('popstate', follow))
  return {
    path: readonly(path),
    go(to) {
      if (to !== location.pathname) history.pushState(null, '', to)
      follow()
    },
  }
}
