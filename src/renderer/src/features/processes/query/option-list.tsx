/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list of an ARIA combobox: the focus stays in the field, whose keys choose */
import { useLayoutEffect, useRef } from 'react'
import { processStates } from '../../../../../shared/contract/process-states.ts'
import type { ProcessState } from '../../../../../shared/contract/process.ts'
import { fieldNamed, flags, type Operator } from '../../../../../shared/query/query.ts'
import { useText, type Text } from '../../../i18n/use-text.ts'
import type { FieldOption } from './field-options.ts'

interface OptionListProps {
  readonly id: string
  readonly options: readonly FieldOption[]
  readonly active: number
  readonly onChoose: (option: FieldOption) => void
}

/** @returns the id of an option's element */
export const optionId = (list: string, index: number): string => `${list}-${index}`

/** What may stand at the cursor, each with what it means. */
export function OptionList({ id, options, active, onChoose }: OptionListProps) {
  const text = useText()
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div ref={list} role="listbox" id={id} aria-label={text('query.options')}>
      {options.map((option, index) => (
        <div
          key={`${option.kind} ${option.text}`}
          role="option"
          id={optionId(id, index)}
          aria-selected={index === active}
          onPointerDown={(event) => {
            // The focus stays in the field.
            event.preventDefault()
            onChoose(option)
          }}
        >
          <b>{option.text}</b> <small>{meaning(option, text)}</small>
        </div>
      ))}
    </div>
  )
}

const operatorNames = {
  '=': 'equal',
  '!=': 'unequal',
  '>': 'more',
  '>=': 'atLeast',
  '<': 'less',
  '<=': 'atMost',
  '~': 'contains',
} as const satisfies Readonly<Record<Operator, string>>

function meaning(option: FieldOption, text: Text): string {
  switch (option.kind) {
    case 'saved':
      return option.query
    case 'field': {
      const field = fieldNamed(option.text)
      return field === undefined ? '' : text(`query.field.${field}`)
    }
    case 'flag': {
      const flag = flags.find((each) => each === option.text)
      return flag === undefined ? '' : text(`query.flag.${flag}`)
    }
    case 'operator':
      return isOperator(option.text) ? text(`query.operator.${operatorNames[option.text]}`) : ''
    case 'word':
      return option.text === 'and' || option.text === 'or' || option.text === 'not'
        ? text(`query.word.${option.text}`)
        : ''
    case 'state':
      return isState(option.text) ? text(`state.${option.text}`) : ''
    case 'value':
      return ''
  }
}

const isOperator = (text: string): text is Operator => Object.hasOwn(operatorNames, text)
const isState = (text: string): text is ProcessState => processStates.some((state) => state === text)
