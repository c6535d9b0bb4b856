import { readdirSync, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Each lesson's programs are entries of their own: the lab starts them as files. */
function lessonPrograms(): Record<string, string> {
  const folder = at('src/lab/lessons')
  const programs: Record<string, string> = {}
  for (const lesson of readdirSync(folder)) {
    for (const program of ['scenario', 'targets']) {
      const file = `${folder}/${lesson}/${program}.ts`
      if (existsSync(file)) programs[`lessons/${lesson}/${program}`] = file
    }
  }
  return programs
}

/** The page is read while its entry already connects: a browser would hear of it only when the entry runs. */
function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) =>
        Object.values(bundle)
          .filter((file) => file.type === 'chunk' && file.name === 'start')
          .flatMap(({ fileName, viteMetadata }) => [
            { rel: 'modulepreload', href: `./${fileName}` },
            ...[...(viteMetadata?.importedCss ?? [])].map((css) => ({ rel: 'stylesheet', href: `./${css}` })),
          ])
          .map((attrs) => ({ tag: 'link', attrs: { crossorigin: true, ...attrs }, injectTo: 'head' as const })),
    },
  }
}

export default defineConfig({
  main: {
    // Lessons name the runtime as a user's program does.
    resolve: { alias: { 'forkscope/multiprocessing': at('src/lab/multiprocessing/index.ts') } },
    build: {
      // electron-vite's default for main is newer than the Node that runs web and cli.
      target: 'node20.19',
      // `dependencies` (native binaries, helper executables) stay outside; all else is bundled.
      externalizeDeps: true,
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          web: at('src/web/index.ts'),
          cli: at('src/cli/index.ts'),
          sampler: at('src/core/processes/sampler-worker.ts'),
          'process-events': at('src/core/processes/events-worker.ts'),
          'lab-supervisor': at('src/lab/supervisor.ts'),
          'lab-child': at('src/lab/child.ts'),
          'lab-broker': at('src/lab/broker.ts'),
          'lab-program-hooks': at('src/lab/program-hooks.ts'),
          multiprocessing: at('src/lab/multiprocessing/index.ts'),
          ...lessonPrograms(),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react(), preloadPage()],
    // electron-vite leaves pages as they are; the web host sends them over a network.
    build: { minify: true, chunkSizeWarningLimit: 1000, rolldownOptions: { input: at('src/renderer/index.html') } },
  },
})
