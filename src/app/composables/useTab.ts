import { onScopeDispose, ref } from 'vue'

export const tabs = ['home', 'scripts', 'offers', 'timeline'] as const
export type Tab = (typeof tabs)[number]
export const tabNames: Record<Tab, string> = {
  home: '首页',
  scripts: '话术',
  offers: '优惠',
  timeline: '轨迹',
}

export function tabOfHash(hash: string): Tab {
  return tabs.find((tab) => hash === `#/${tab}`) ?? 'home'
}

/** The tab lives in the hash: a change of path would make the SDK sign again. */
export function useTab() {
  const tab = ref<Tab>(tabOfHash(location.hash))
  const onHash = (): void => {
    tab.value = tabOfHash(location.hash)
  }
  window.addEventListener('hashchange', onHash)
  onScopeDispose(() => window.removeEventListener('hashchange', onHash))

  function go(next: Tab): void {
    location.hash = next === 'home' ? '#/' : `#/${next}`
    tab.value = next
  }

  return { tab, go }
}
