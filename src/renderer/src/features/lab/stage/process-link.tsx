import { useStore } from 'zustand'
import { stage } from '../stage-store.ts'
import { usePicture } from './use-run.ts'

/** A process by name and pid; pressing it selects it everywhere. */
export function ProcessLink({ pid }: { readonly pid: number }) {
  const picture = usePicture()
  const selected = useStore(stage, (state) => state.selected === pid)
  const lane = picture.lanes.get(pid)
  if (lane === undefined) return <span className="number">{pid}</span>
  return (
    <button type="button" className="process-link" aria-pressed={selected} onClick={() => stage.getState().select(pid)}>
      <i className="swatch" data-colour={lane.index % 8} aria-hidden="true" />
      {lane.name} <small className="number">{pid}</small>
    </button>
  )
}
