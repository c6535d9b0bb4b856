import { expect, test } from './fixtures.ts'

test('a file that could not be saved is told in a sentence; what was cancelled is not', async ({
  app,
  application,
}) => {
  await expect(app.getByRole('treegrid')).toBeVisible()
  const told = await application.evaluate(({ dialog, session }) => {
    const messages: string[] = []
    const former: unknown = Reflect.get(dialog, 'showMessageBox')
    dialog.showMessageBox = async (...given: unknown[]) => {
      messages.push(String(Reflect.get(Object(given.at(-1)), 'message')))
      return { response: 0, checkboxChecked: false }
    }
    for (const [state, path] of [
      ['completed', '/tmp/done.csv'],
      ['cancelled', ''],
      ['interrupted', '/full disk/forkscope-processes.csv'],
    ]) {
      let done: ((event: unknown, state: unknown) => void) | undefined
      session.defaultSession.emit(
        'will-download',
        {},
        {
          once: (_event: string, listener: typeof done) => (done = listener),
          getSavePath: () => path,
          getFilename: () => 'forkscope-processes.csv',
        },
      )
      done?.({}, state)
    }
    Reflect.set(dialog, 'showMessageBox', former)
    return messages
  })
  expect(told).toEqual([
    '/full disk/forkscope-processes.csv was not saved. Is the disk full, or may the folder not be written to? Save it in another place.',
  ])
})
