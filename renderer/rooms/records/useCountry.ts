import type { CallRecord } from '../../../domain/record/CallRecord'
import { useDesk } from '../../bridge/desk'

/** The country by which a record's numbers are read: that of the account it came in on. */
export function useCountry({ accountId }: CallRecord): string {
  return useDesk(
    desk => (desk.accounts.find(account => account.accountId === accountId) ?? desk.accounts[0])?.country ?? '',
  )
}
