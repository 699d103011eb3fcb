import { expect, test } from 'vitest'
import { assembled } from './assembly.ts'

test.each([['matmul', 'product']])('finds the bytes of %s/%s to be what its source gives', async (kernel, name) => {
  const { file, text } = await assembled(kernel, name)
  await expect(text).toMatchFileSnapshot(file)
})
