/** No lesson has this id. */
export class UnknownLessonError extends Error {
  override readonly name = 'UnknownLessonError'
  constructor(
    readonly lesson: string,
    readonly nearest: readonly string[],
  ) {
    const hint = nearest.length === 0 ? '' : ` The nearest are ${nearest.join(', ')}.`
    super(`There is no lesson "${lesson}".${hint}`)
  }
}

/** A parameter that the lesson does not have, or a value out of its range. */
export class BadParameterError extends Error {
  override readonly name = 'BadParameterError'
  constructor(
    readonly parameter: string,
    message: string,
    readonly nearest?: string,
  ) {
    super(message)
  }
}

/** The lesson's phenomenon does not exist on this operating system. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}

/** What a run needs for itself cannot be kept on this machine. */
export class TemporaryFolderError extends Error {
  override readonly name = 'TemporaryFolderError'
  /** The code of the system's error, `ENOSPC`. */
  readonly error: string
  /** @param folder where it was to be kept @param cause the system's error */
  constructor(
    readonly folder: string,
    cause: unknown,
  ) {
    const error = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    super(
      `Nothing can be kept in the temporary folder "${folder}" (${error}); make it, or set TMPDIR to one that can be written to.`,
      { cause },
    )
    this.error = error
  }
}
