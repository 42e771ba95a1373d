/** What kind of error it is. What it says may hold a number or a name, and is not for the log. */
export function nameOfError(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
