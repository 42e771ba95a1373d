import { useEffect, useState } from 'react'

/** Whether something has been true for so long that it is worth a word. */
export function useLasting(isSo: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!isSo) return undefined
    const timer = setTimeout(() => setLasting(true), milliseconds)
    return () => {
      clearTimeout(timer)
      setLasting(false)
    }
  }, [isSo, milliseconds])
  return isSo && lasting
}
