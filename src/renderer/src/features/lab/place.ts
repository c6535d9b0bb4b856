/** The place in the list that is no lesson: a program of the learner's own. */
export const ownProgram = 'program'
