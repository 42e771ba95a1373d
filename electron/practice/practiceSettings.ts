/** How the app is to be set up for the practice exchange, in the words of its settings. */
export interface PracticeSettings {
  readonly server: string
  readonly domain: string
  readonly extension: string
  readonly displayName: string
  readonly signal: { readonly header: string; readonly internal: string[]; readonly external: string[] }
  readonly calledNumberHeader: string
  readonly recall: { readonly header: string; readonly value: string; readonly of: string }
  readonly country: string
}

/** What it says of a line, and how, is what README tells people to teach their own exchange. */
export function practiceSettings(
  port: number,
  { extension, displayName, country }: Pick<PracticeSettings, 'extension' | 'displayName' | 'country'>,
): PracticeSettings {
  return {
    server: `ws://127.0.0.1:${port}/practice`,
    domain: '127.0.0.1',
    extension,
    displayName,
    signal: { header: 'X-Line-Type', internal: ['internal'], external: ['external'] },
    calledNumberHeader: 'X-Called-DID',
    recall: { header: 'Alert-Info', value: 'info=recall', of: 'X-Recall-Of' },
    country,
  }
}
