import type { CDPSession, Page } from 'playwright-core'

/** One call's card, as it stands on the screen. */
export interface Card {
  readonly callId: string
  readonly phase: string
  readonly line: string
  /** What a screen reader calls it. */
  readonly label: string
  readonly name: string
  readonly title: string
  readonly number: string
  readonly verdict: string
  /** How far the verdict stands from the card's edge, in pixels. */
  readonly verdictAt: number
  /** Whether somebody can see the verdict: inside the window, before the name, with nothing on top. */
  readonly verdictInSight: boolean
}

/** What can be seen of the whole page. */
export interface Looks {
  readonly documentTitle: string
  readonly cards: readonly Card[]
  /** How many elements of each tag there are outside the reception. */
  readonly tags: string
  readonly buttons: string
  /** The verdicts, numbers and buttons whose letters do not stand from left to right. */
  readonly turnedRound: readonly string[]
  readonly announced: readonly string[]
  readonly evidence: readonly string[]
  readonly perhaps: string
  readonly handingOver: readonly string[]
  readonly handedBack: string
  /** Who stands in the lists of the reception. */
  readonly listed: readonly string[]
  /** The elements of those lists that are neither a name, nor a number, nor one of our signs. */
  readonly foreign: string
}

/** Looks once, at everything, so that nothing changes between one thing and the next. */
export function lookAt(page: Page): Promise<Looks> {
  return page.evaluate(() => {
    const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>(selector)]
    const words = (element: Element | null | undefined) => element?.textContent ?? ''
    const counted = (elements: readonly Element[]) => {
      const counts = new Map<string, number>()
      for (const { tagName } of elements) counts.set(tagName, (counts.get(tagName) ?? 0) + 1)
      return [...counts.keys()]
        .toSorted()
        .map(tag => `${tag} ${counts.get(tag)}`)
        .join(', ')
    }
    /** Whether the letters of an element stand in their order, each line from left to right. */
    const inOrder = (element: Element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      let right = -Infinity
      let bottom = -Infinity
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement?.closest('.sr-only')) continue
        const text = node.nodeValue ?? ''
        for (let at = 0; at < text.length; at += 1) {
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + 1)
          const box = range.getBoundingClientRect()
          if (box.width === 0 || (text[at] ?? '').trim() === '') continue
          if (box.top >= bottom - 1) right = -Infinity
          if (box.left < right - 1) return false
          right = box.right
          bottom = box.bottom
        }
      }
      return true
    }
    const inSight = (verdict: HTMLElement, name: Element | undefined) => {
      const box = verdict.getBoundingClientRect()
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      const before = !name || (verdict.compareDocumentPosition(name) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
      return before && top !== null && (top === verdict || verdict.contains(top))
    }
    const reception = document.querySelector('[aria-label="Reception"]')
    // A nameless caller is called by a number, in as many groups as it has.
    const isGroup = (element: Element) => element.parentElement?.matches('bdi.tabular-nums') === true
    // Whether somebody has called before is no work of their name.
    const saysWhen = (element: Element) => element.closest('p:has(> .lucide-history) > *') !== null
    // A number is kept whole in a sentence, wherever it came from.
    const isWhole = (element: Element) => element.closest('[data-whole]') !== null
    const outside = all('body *').filter(
      element => !reception?.contains(element) && !isGroup(element) && !saysWhen(element) && !isWhole(element),
    )
    const ours = 'span, bdi, button, svg, svg *'
    const numbers = all('[data-testid=caller-number], [data-testid=called-number]')
    const verdicts = all('.verdict strong, strong[data-testid=line-verdict]')
    const buttons = all('button').filter(button => !reception?.contains(button))
    const perhaps = all('[aria-label="Incoming call"] p').find(paragraph => words(paragraph).startsWith('perhaps '))
    return {
      documentTitle: document.title,
      cards: all('[data-phase]').map(card => {
        const [verdict] = all('.verdict strong', card)
        const name = all('[data-testid=caller-name]', card)[0] ?? all('h2 bdi', card)[0]
        const number = all('[data-testid=caller-number]', card)[0]
        return {
          callId: card.dataset['callId'] ?? '',
          phase: card.dataset['phase'] ?? '',
          line: card.dataset['line'] ?? '',
          label: card.getAttribute('aria-label') ?? '',
          name: words(name),
          title: name?.title || (name?.closest('h2')?.title ?? ''),
          number: words(number),
          verdict: words(verdict),
          verdictAt: Math.round((verdict?.getBoundingClientRect().left ?? 0) - card.getBoundingClientRect().left),
          verdictInSight: verdict !== undefined && inSight(verdict, name),
        }
      }),
      tags: counted(outside),
      buttons: buttons.map(button => words(button)).join(' | '),
      turnedRound: [...verdicts, ...numbers, ...buttons.filter(({ title }) => title === '')]
        .filter(element => !inOrder(element))
        .map(element => words(element)),
      announced: all('[aria-live=assertive] p').map(words),
      evidence: all('[data-testid=line-evidence] li').map(words),
      perhaps: words(perhaps),
      handingOver: all('section[data-stage][aria-label]').flatMap(section => [
        section.getAttribute('aria-label') ?? '',
        ...all('bdi', section).map(words),
      ]),
      handedBack: words(document.querySelector('[data-handed-back] p')),
      listed: all('[aria-label="Reception"] li').map(line => words(line.querySelector('bdi'))),
      foreign: counted(all('[aria-label="Reception"] li *').filter(element => !element.matches(ours))),
    }
  })
}

/** What a screen reader is told: how many of each role there are, and all names. */
export async function heardOf(
  session: CDPSession,
): Promise<{ readonly roles: string; readonly names: readonly string[] }> {
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const told = nodes.filter(({ ignored }) => !ignored)
  const counts = new Map<string, number>()
  for (const { role } of told) {
    const kind = String(role?.value)
    // How often a text wraps is no concern of anybody's.
    if (!/text|none|generic/i.test(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const roles = [...counts.keys()].toSorted().map(role => `${role} ${counts.get(role)}`)
  return { roles: roles.join(', '), names: told.map(({ name }) => String(name?.value ?? '')).filter(Boolean) }
}
