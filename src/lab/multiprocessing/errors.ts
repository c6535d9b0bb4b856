/** A rule of the module was broken; the texts are CPython's. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}

/** A value that the module cannot take. */
export class ValueError extends Error {
  override readonly name = 'ValueError'
}
