/** Something that was found broken at the start, and what became of it. Said until somebody has read it. */
export type Finding =
  /** The journal was damaged: kept aside, and everything still readable carried over. */
  | { readonly kind: 'journal-damaged'; readonly keptAs: string; readonly carriedOver: number }
  /** The settings could not be used: kept aside, and the defaults are in force. */
  | { readonly kind: 'settings-broken'; readonly keptAs: string; readonly mistake: string }
  /** Lines of a list of colleagues could not be read; the others are in force. */
  | { readonly kind: 'people-skipped'; readonly file: string; readonly lines: number; readonly first: string }
