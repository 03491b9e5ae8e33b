/**
 * Puts something around every method of a port: faults, taps and planted bugs all stand there, so
 * that the product itself runs unchanged.
 */

/** `perform` calls the method as it was called, or with other arguments where some are given. */
export type Around = (
  name: string,
  perform: (...others: unknown[]) => unknown,
  given: readonly unknown[],
) => unknown

export function intercept<Port extends object>(port: Port, around: Around): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function' || typeof name !== 'string') return value
      return (...given: unknown[]) =>
        around(
          name,
          (...others) => Reflect.apply(value, target, others.length > 0 ? others : given),
          given,
        )
    },
  })
}

/** The port with some of its methods replaced; each gets the original port to lean on. */
export function replaceMethods<Port extends object>(
  port: Port,
  replacements: { readonly [Name in keyof Port]?: Port[Name] },
): Port {
  return new Proxy(port, {
    get(target, name) {
      const replacement: unknown = Reflect.get(replacements, name)
      if (replacement !== undefined) return replacement
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
