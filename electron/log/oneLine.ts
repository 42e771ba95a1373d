/** A text that can neither begin a line of its own in a log nor move a terminal: what controls one becomes a dot. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g, '·')
}
