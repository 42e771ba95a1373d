/**
 * How Node is told to run a desk without a window: with a small nursery for young objects. A desk makes few of them at
 * a time, and the usual sixteen megabytes stay filled with what nobody uses any more (10 of 60 MiB at rest).
 */
export const deskNodeArgs = ['--max-semi-space-size=1']
