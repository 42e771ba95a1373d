/** Whether more is to come of it. */
export const isUnfinished = (finding: Finding): boolean => finding.kind === 'journal-damaged' && finding.left > 0

/** Something that was found broken at the start, and what became of it. Said until somebody has read it. */
export type Finding =
  /** The journal was damaged: kept aside, and everything still readable is being carried over. */
  | {
      readonly kind: 'journal-damaged'
      /** Or it is that of an earlier profile, which became part of this one. */
      readonly from: 'damage' | 'earlier'
      readonly keptAs: string
      readonly carriedOver: number
      readonly unreadable: number
      /** About how many records are still to be looked at; 0 when all of them have been. */
      readonly left: number
      /** What the disk says as long as it takes no more, in a sentence. */
      readonly waitingFor: string | undefined
    }
  /** The settings could not be used: kept aside, and the defaults are in force. */
  | { readonly kind: 'settings-broken'; readonly keptAs: string; readonly mistake: string }
  /** Lines of a list of colleagues could not be read; the others are in force. */
  | { readonly kind: 'people-skipped'; readonly file: string; readonly lines: number; readonly first: string }
