/** Where a number is dialled from: what is dialled before it there, and whose services it can reach. */
export interface Dialling {
  /** ISO 3166 code. */
  readonly country: string
  /** Dialled before an outside number, when the exchange wants one; else empty. */
  readonly outsidePrefix: string
  /** The numbers of the emergency services here, besides the country's own. */
  readonly emergencyNumbers?: readonly string[] | undefined
}

// Mobile networks have these in every country (3GPP TS 22.030); a landline has its own.
const everywhere = ['*31#', '#31#']

/** What is dialled before a number to hide our own, or to show it, on this one call. */
const shownOrHidden: Readonly<Record<string, readonly string[]>> = {
  JP: ['184', '186'],
  US: ['*67', '*82', '1167', '1182'],
  CA: ['*67', '*82', '1167', '1182'],
  GB: ['141', '1470'],
  IE: ['141', '142'],
  AU: ['1831', '1832', '*1831', '*1832'],
  NZ: ['0196', '0197'],
  HK: ['133', '1357'],
  FR: ['3651'],
  ES: ['067'],
  IT: ['*67#'],
}

/**
 * A dialled number in every way in which it can be read: as it stands, and without what is dialled before a number: the
 * prefix for an outside line, and the one that hides or shows our own number, each at most once and in either order.
 */
export function readingsOf(number: string, { country, outsidePrefix }: Dialling): readonly string[] {
  const outside = outsidePrefix === '' ? [] : [outsidePrefix]
  const own = [...everywhere, ...(shownOrHidden[country] ?? [])]
  const readings = [...without(without([number], outside), own), ...without(without([number], own), outside)]
  return [...new Set(readings)].filter(reading => reading !== '')
}

function without(numbers: readonly string[], prefixes: readonly string[]): readonly string[] {
  return numbers.flatMap(number => [
    number,
    ...prefixes.filter(prefix => number.startsWith(prefix)).map(prefix => number.slice(prefix.length)),
  ])
}
