import type { HandOver, Stage } from '../handover/HandOver'

/** The stage as a person sees it: once the exchange has been asked to join the two, they are on their way. */
export function stageShown(handOver: HandOver): Stage {
  return 'joinAsked' in handOver && handOver.joinAsked ? 'joining' : handOver.stage
}
