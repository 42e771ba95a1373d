import type { AccountSettings } from '../settings/Settings'

/** What one registration needs. The password stays in this process. */
export interface SipAccountSettings extends AccountSettings {
  readonly password: string
}
