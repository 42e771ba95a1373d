import type { PracticeView } from '../../../domain/practice/PracticeView'
import { useBridge } from '../../bridge/desk'

/** Practice, while it is on. */
export function usePractice(): PracticeView | undefined {
  return useBridge(({ practice }) => practice.on)
}
