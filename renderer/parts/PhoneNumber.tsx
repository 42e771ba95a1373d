import { groupsOf } from './numbers'

interface PhoneNumberProps {
  readonly number: string
  readonly country: string
}

/** A telephone number, grouped for the eye by space alone, so that what is copied is what was dialled. */
export function PhoneNumber({ number, country }: PhoneNumberProps) {
  const groups = groupsOf(number, country)
  return (
    <bdi className="tabular-nums wrap-anywhere">
      {groups.map((group, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- groups have no name but their place
        <span key={place} className={place > 0 ? 'ms-[0.3em] inline-block' : 'inline-block'}>
          {group}
        </span>
      ))}
    </bdi>
  )
}
