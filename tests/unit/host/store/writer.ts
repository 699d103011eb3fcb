// The program that the kill test kills: makes edits as fast as it can and tells of each when it is acknowledged.
import { z } from 'zod'
import { Document } from '../../../../electron/host/store/document.ts'

const [directory = '', first = '0', every = '40'] = process.argv.slice(2)
const schema = z.strictObject({ things: z.record(z.string(), z.strictObject({ word: z.string() })) })
const document = await Document.open({
  directory,
  name: 'things',
  schema,
  steps: [],
  empty: () => ({ things: {} }),
  refusal: null,
})
for (let count = Number(first) + 1; ; count++) {
  await document.edit({ key: 'put' }, [{ table: 'things', id: `t${count}`, record: { word: 'x'.repeat(count % 997) } }])
  process.send?.(count)
  // Not waited for: edits go on while the snapshot is written.
  if (count % Number(every) === 0) void document.compact()
}
