import { useLevels } from '../../audio/levels'

/** Whether sound flows both ways: they above, we below. It is quiet, and says nothing to a screen reader. */
export function LevelMeter({ legId }: { readonly legId: string }) {
  const { theirs, ours } = useLevels(legId)
  return (
    <span aria-hidden="true" className="flex w-full flex-col gap-px">
      <Bar level={theirs} />
      <Bar level={ours} />
    </span>
  )
}

function Bar({ level }: { readonly level: number }) {
  // Speech is far below full scale; the root brings it up to where the eye can tell it from silence.
  const share = Math.round(Math.sqrt(Math.min(1, Math.max(0, level))) * 10) * 10
  return (
    <span className="h-0.5 overflow-hidden rounded-full bg-current/20">
      <span style={{ width: `${share}%` }} className="block h-full rounded-full bg-current transition-[width]" />
    </span>
  )
}
