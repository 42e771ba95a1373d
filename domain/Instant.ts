/** A moment of the desk's clock: milliseconds since the Unix epoch. The domain never reads a clock; it is told. */
export type Instant = number
