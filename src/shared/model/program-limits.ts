/** What the page may send of a program: characters of its text, words of its command line, characters of each word. */
export const programLimits = { characters: 1_000_000, words: 1000, wordCharacters: 10_000 } as const
