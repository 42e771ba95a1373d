/** Reached only when a union has grown and somebody forgot a case; the compiler says so first. */
export function assertNever(unexpected: never): never {
  throw new Error(`Unexpected: ${JSON.stringify(unexpected)}`)
}
