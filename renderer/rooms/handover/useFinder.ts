import { useEffect, useState } from 'react'
import type { Person } from '../../../domain/directory/Person'
import { askPeople } from '../../bridge/desk'
import { type Candidate, candidatesFor, wantedFrom } from './candidates'

/** What was read of the company's list, and for which words. */
interface Read {
  readonly text: string
  readonly people: readonly Person[]
  readonly failed: boolean
}

export interface Finder {
  readonly isOpen: boolean
  open(forWhom: string): void
  close(): void
  readonly text: string
  write(text: string): void
  readonly candidates: readonly Candidate[]
  /** The list could not be read. */
  readonly failed: boolean
  /** The list has been read for what stands in the box now. */
  readonly isRead: boolean
  /** The place of the one that the keys stand on; -1 for nobody. */
  readonly at: number
  moveTo(at: number): void
  readonly chosen: Candidate | undefined
}

/** Looking for a colleague: what was typed, who was found, and who is meant. */
export function useFinder(): Finder {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [moved, moveTo] = useState<number>()
  const [read, setRead] = useState<Read>()

  useEffect(() => {
    if (!isOpen) return undefined
    let wanted = true
    const ask = async () => {
      const reply = await askPeople(text.trim())
      if (wanted) setRead({ text, people: reply.ok ? reply.value : [], failed: !reply.ok })
    }
    void ask()
    return () => {
      wanted = false
    }
  }, [isOpen, text])

  const isRead = read?.text === text
  const candidates = candidatesFor(text, read?.people ?? [])
  // Nobody is meant before something was typed, nor while the list still answers an earlier question.
  const first = text.trim() !== '' && (isRead || candidates[0]?.isTyped) ? 0 : -1
  const at = Math.min(moved ?? first, candidates.length - 1)

  return {
    isOpen,
    open: forWhom => {
      setText(wantedFrom(forWhom))
      moveTo(undefined)
      setOpen(true)
    },
    close: () => setOpen(false),
    text,
    write: next => {
      setText(next)
      moveTo(undefined)
    },
    candidates,
    failed: read?.failed ?? false,
    isRead,
    at,
    moveTo,
    chosen: isOpen ? candidates[at] : undefined,
  }
}
