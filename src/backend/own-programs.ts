export {
  looksLikeFile,
  programFromCommand,
  programFromFile,
  ProgramError,
  type OwnProgram,
} from '../lab/own-program.ts'
