/** The errors of Python's module, with its names and texts. */
abstract class NamedError extends Error {
  constructor(message = '', options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** A rule of the module was broken. */
export class AssertionError extends NamedError {}
/** A value that cannot be taken, or a step too many. */
export class ValueError extends NamedError {}
/** The OS, or the broker in its place, refused. */
export class OSError extends NamedError {}
/** Something that is not possible in this state of the program. */
export class RuntimeError extends NamedError {}
/** Every other end of the connection is closed, and nothing is left to receive. */
export class EOFError extends NamedError {}
/** Nobody can receive what would be sent. */
export class BrokenPipeError extends OSError {}
/** A party did not come, or the barrier was aborted. */
export class BrokenBarrierError extends RuntimeError {}
/** Nothing could be got from the queue in time. */
export class Empty extends NamedError {}
/** Nothing could be put into the queue in time. */
export class Full extends NamedError {}

/** By the name under which the broker reports them. */
export const brokerErrors = {
  AssertionError,
  ValueError,
  OSError,
  EOFError,
  BrokenPipeError,
  BrokenBarrierError,
  Empty,
  Full,
} as const
