/** From here on Windows and macOS give ports to whoever asks for any: RFC 6335, section 6. */
const firstEphemeralPort = 49_152

/**
 * @returns whether what has this port on Windows or macOS may have got it for sending only: by UDP that looks as if it
 *   heard there
 */
export function isEphemeralPort(port: number): boolean {
  return port >= firstEphemeralPort
}
