import { expect, test } from './fixtures.ts'

test('the address of RabbitMQ is kept when it is one, and refused when it is not', async ({ app }) => {
  const open = () => app.getByRole('button', { name: 'Settings' }).click()
  const address = app.getByRole('textbox', { name: 'RabbitMQ for lesson 40' })
  await open()
  await expect(address).toHaveValue('')
  await address.fill('http://elsewhere')
  await address.press('Enter')
  await expect(app.getByRole('alert')).toContainText('The choice was not kept')
  await address.fill('amqp://ann:secret@elsewhere:5672')
  await address.press('Enter')
  await expect(app.getByRole('alert')).toHaveCount(0)
  await app.reload()
  await open()
  await expect(address).toHaveValue('amqp://ann:secret@elsewhere:5672')
})
