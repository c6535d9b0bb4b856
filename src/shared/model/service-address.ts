const scheme = /^([a-z][a-z0-9+.-]*?)s?:\/\/\S+$/i

/** @returns whether an address is of the same kind as the example: amqps: is amqp: too */
export function isAddressLike(address: string, example: string): boolean {
  const kind = scheme.exec(address)?.[1]?.toLowerCase()
  return kind !== undefined && kind === scheme.exec(example)?.[1]?.toLowerCase()
}
