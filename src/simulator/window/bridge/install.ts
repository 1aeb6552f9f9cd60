import { installBridge } from './install-bridge.ts'

installBridge(window)
