/** A number and its unit; the unit stands back, so that numbers are compared at a glance. */
export function Quantity({ value }: { readonly value: string }) {
  const at = value.lastIndexOf(' ')
  if (at < 0) return value
  return (
    <span className="quantity">
      {value.slice(0, at)} <small>{value.slice(at + 1)}</small>
    </span>
  )
}
