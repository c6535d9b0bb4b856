export { TemporaryFolderError } from '../lab/engine/errors.ts'
export { makePrivateFolder } from '../lab/engine/run-folder.ts'
export {
  looksLikeFile,
  programFromCommand,
  programFromFile,
  ProgramError,
  type OwnProgram,
} from '../lab/own-program.ts'
