import type { Switches } from './switches.ts'

interface Device {
  platform: string
  maxTouchPoints: number
  /** `scheme` is the ColorScheme hint that clients put in their user agent. */
  userAgent: (version: string, scheme: string) => string
}

const devices: Record<Switches['platform'], Device> = {
  windows: {
    platform: 'Win32',
    maxTouchPoints: 0,
    userAgent: (version, scheme) =>
      `Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.5304.110 Safari/537.36 Language/zh ColorScheme/${scheme} wxwork/${version} (MicroMessenger/6.2) WindowsWechat MailPlugin_Electron WeMail embeddisk`,
  },
  mac: {
    platform: 'MacIntel',
    maxTouchPoints: 0,
    userAgent: (version, scheme) =>
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Language/zh ColorScheme/${scheme} wxwork/${version} (MicroMessenger/6.2) WeChat/2.0.4`,
  },
  ios: {
    platform: 'iPhone',
    maxTouchPoints: 5,
    userAgent: (version, scheme) =>
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 wxwork/${version} MicroMessenger/7.0.1 Language/zh ColorScheme/${scheme}`,
  },
  android: {
    platform: 'Linux aarch64',
    maxTouchPoints: 5,
    userAgent: (version, scheme) =>
      `Mozilla/5.0 (Linux; Android 16; V2408A Build/SIM; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.7204.180 Mobile Safari/537.36 XWEB/1380275 wxwork/${version} MicroMessenger/7.0.1 NetType/WIFI Language/zh Lang/zh ColorScheme/${scheme}`,
  },
  harmony: {
    platform: 'Linux aarch64',
    maxTouchPoints: 5,
    userAgent: (version) =>
      `Mozilla/5.0 (linux; Android 13; Phone; OpenHarmony 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 Mobile MicroMessenger/7.0.1 wxwork/${version}`,
  },
}

export interface FrameDevice {
  userAgent: string
  platform: string
  maxTouchPoints: number
}

/** The advisor's WeCom client as the page in its frame sees it. */
export function wecomDevice(switches: Pick<Switches, 'platform' | 'wecomVersion' | 'dark'>): FrameDevice {
  const device = devices[switches.platform]
  const scheme = switches.dark ? 'Dark' : 'Light'
  const { platform, maxTouchPoints } = device
  return { platform, maxTouchPoints, userAgent: device.userAgent(switches.wecomVersion, scheme) }
}

/** The customer's WeChat: MicroMessenger without wxwork. */
export function wechatDevice(): FrameDevice {
  return {
    platform: 'iPhone',
    maxTouchPoints: 5,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.61(0x18003d2b) NetType/WIFI Language/zh_CN',
  }
}
