export { TemporaryFolderError } from '../lab/engine/errors.ts'
export {
  looksLikeFile,
  programFromCommand,
  programFromFile,
  ProgramError,
  type OwnProgram,
} from '../lab/own-program.ts'
