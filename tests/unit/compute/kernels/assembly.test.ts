import { expect, test } from 'vitest'
import { assembled, assembledOnce } from './assembly.ts'

test.each([['matmul', 'product']])('finds the bytes of %s/%s to be what its source gives', async (kernel, name) => {
  const { file, text } = await assembled(kernel, name)
  await expect(text).toMatchFileSnapshot(file)
})

test('finds the bytes of the sums over many vectors to be what their source gives', async () => {
  const { file, text } = await assembledOnce('many')
  await expect(text).toMatchFileSnapshot(file)
})
