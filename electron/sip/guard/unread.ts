const mark = 'unread-'

/**
 * The name under which a header field goes past SIP.js, which knows it only under its own: it keeps one challenge of
 * several, drops the message when its grammar does not know one, and takes a millisecond for each kilobyte of addresses.
 */
export function unread(name: 'www-authenticate' | 'proxy-authenticate' | 'contact'): string {
  return mark + name
}

/** Nobody outside has a say in what goes past it. */
export function isUnread(name: string): boolean {
  return name.startsWith(mark)
}
