interface WeixinBridge {
  invoke(name: string, options: object, done: () => void): void
}

/** Closes WeChat's web view, which leads back to the chat; does nothing in any other browser. */
export function closeWebView(): void {
  const { WeixinJSBridge: bridge } = window as Window & { WeixinJSBridge?: WeixinBridge }
  bridge?.invoke('closeWindow', {}, () => undefined)
}

/** WeChat's web views name their colour scheme in the user agent; on Android the media query does not follow it. */
export function followHostColours(): void {
  const scheme = /ColorScheme\/(Dark|Light)/i.exec(navigator.userAgent)?.[1]
  if (scheme) document.documentElement.dataset.colorMode = scheme.toLowerCase()
}
