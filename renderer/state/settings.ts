import { create } from 'zustand'
import type { AppInfo } from '../../electron/contract/answers.ts'
import { startKeyFormula, startPalette } from '../../electron/contract/choices.ts'
import type { Language } from '../../electron/contract/identity.ts'
import type { Settings } from '../../electron/contract/settings.ts'
import { call, onEvent } from '../bridge.ts'
import { saved } from './saving.ts'

interface SettingsState {
  settings: Settings
  systemLanguage: Language
  info: AppInfo | null
}

export const useSettings = create<SettingsState>(() => ({
  settings: {
    language: 'system',
    theme: 'system',
    author: '',
    palette: [...startPalette],
    citeStyle: 'apa',
    keyFormula: startKeyFormula,
    macros: '',
  },
  systemLanguage: 'en',
  info: null,
}))

export const useLanguage = (): Language => useSettings(spokenLanguage)

/** The language that the window speaks now. */
export const spokenLanguage = ({ settings, systemLanguage }: SettingsState): Language =>
  settings.language === 'system' ? systemLanguage : settings.language

export async function loadSettings(): Promise<AppInfo> {
  const [info, settings] = await Promise.all([call('app:info', {}), call('settings:get', {})])
  useSettings.setState({ info, settings, systemLanguage: info.systemLanguage })
  onEvent('settings:changed', changed => useSettings.setState({ settings: changed }))
  return info
}

/** Shown at once; what the host refuses is taken back. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const before = useSettings.getState().settings
  useSettings.setState({ settings: { ...before, ...change } })
  const result = await saved(call('settings:change', { change }))
  useSettings.setState({ settings: result.ok ? result.value : before })
}
