/** Who opens our microphone towards the far end of a call again: after a hold, or when a leg has taken another's place. */
export interface Voices {
  openMicrophone(callId: string): Promise<void>
}
