import type { FormattedReferences } from '../../electron/contract/answers.ts'
import type { CiteStyle } from '../../electron/contract/choices.ts'
import { call } from '../bridge.ts'
import { toastFailure } from './notices.ts'
import { failureOf } from './saving.ts'
import { changeSettings, useSettings } from './settings.ts'

/** References of items in a style, which is remembered; without one, in the last. Null after a refusal, which has been told. */
export async function formatReferences(itemIds: string[], wanted?: CiteStyle): Promise<FormattedReferences | null> {
  const { citeStyle } = useSettings.getState().settings
  const style = wanted ?? citeStyle
  try {
    const formatted = await call('reference:format', { itemIds, style })
    if (style !== citeStyle) void changeSettings({ citeStyle: style })
    return formatted
  } catch (error) {
    toastFailure(failureOf(error))
    return null
  }
}
