import { useId } from 'react'
import { formatCpuList, parseCpuList } from '../../../../shared/model/cpu-list.ts'
import { useText } from '../../i18n/use-text.ts'
import type { WrittenFieldProps } from './nice-field.tsx'

/** More are written, not ticked. */
const mostBoxes = 64

/** @returns the CPUs of the list, all of which the process can be given; none when it names another one or is no list */
export function readAffinity(written: string, usable: readonly number[]): readonly number[] {
  const cpus = parseCpuList(written)
  return cpus.every((cpu) => usable.includes(cpu)) ? cpus : []
}

/** The CPUs that a process may run on: written as a list, or ticked. */
export function AffinityField({
  written,
  isBad,
  onWrite,
  usable,
}: WrittenFieldProps & { readonly usable: readonly number[] }) {
  const text = useText()
  const id = useId()
  const chosen = parseCpuList(written)
  const flip = (cpu: number): void =>
    onWrite(formatCpuList(chosen.includes(cpu) ? chosen.filter((each) => each !== cpu) : [...chosen, cpu]))
  return (
    <>
      <label className="field">
        {text('adjust.affinity')}
        <input
          // The field that the dialog was opened for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          type="text"
          aria-invalid={isBad}
          aria-describedby={isBad ? `${id}-bad` : undefined}
          value={written}
          onChange={(event) => onWrite(event.target.value)}
        />
      </label>
      <fieldset className="cpus">
        <legend className="quiet">{text('adjust.tick')}</legend>
        {usable.slice(0, mostBoxes).map((cpu) => (
          <label key={cpu}>
            <input type="checkbox" checked={chosen.includes(cpu)} onChange={() => flip(cpu)} />
            CPU {cpu}
          </label>
        ))}
      </fieldset>
      {isBad && (
        <p id={`${id}-bad`} className="mistake" role="alert">
          {text('adjust.badAffinity', { usable: formatCpuList(usable) })}
        </p>
      )}
    </>
  )
}
