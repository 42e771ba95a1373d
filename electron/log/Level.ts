/** How much a line matters, the most important first. `debug` is what happens with every key. */
export const levels = ['error', 'warn', 'info', 'debug'] as const

export type Level = (typeof levels)[number]

/** Whether a line of this level is written where nothing less than `least` is. */
export const matters = (level: Level, least: Level): boolean => levels.indexOf(level) <= levels.indexOf(least)

/** Where lines go. Never waits, never throws. */
export type WriteLog = (level: Level, line: string) => void
