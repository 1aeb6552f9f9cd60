import { createApp } from 'vue'
import SimulatorPage from './SimulatorPage.vue'
import { createHandle } from './state/handle.ts'
import { usePanel } from './state/usePanel.ts'
import './window.css'

window.__zhikeSimulator = createHandle()
usePanel().connect()
createApp(SimulatorPage).mount('#simulator')
