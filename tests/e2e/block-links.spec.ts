import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { violationsOf } from './pages/soundness.ts'
import { shelfOf } from './shelves.ts'

const filler = (from: number) =>
  Array.from({ length: 40 }, (_, i) => `Paragraph ${from + i} fills the page.`).join('\n\n')

const source = `${filler(1)}

At a saddle the slope is zero, and yet the function falls on two sides of it. ^saddle

- one thing
- 鞍点处斜率为零，而函数在两侧下降，因此梯度法在这里停下来。 ^zh

$$
x^2
$$

^square

${filler(41)}`

const reading = `See [[Source#^SADDLE]], [[Source#^zh]], [[Source#^square]], [[Source#^saddle|his saddle]] and [[#^own]], not [[#^gone]].

![[Source#^saddle]]

${filler(1)}

What I think of it. ^own
`

const note = (id: string, markdown: string) =>
  ({ id: `n-${id}`, topicId: id, order: 'a0', kind: 'text', markdown }) as const
const topic = (id: string, order: string, title: string) => ({ id, parentId: null, order, title })

test.use({
  shelf: shelfOf({
    topics: { source: topic('source', 'a0', 'Source'), reading: topic('reading', 'a1', 'Reading') },
    entries: { 'n-source': note('source', source), 'n-reading': note('reading', reading) },
  }),
})

test('goes to a paragraph by its name, shows it elsewhere, and calls both by how it begins', async ({
  running: { page },
}) => {
  const library = new LibraryPage(page)
  const { note: shown } = library
  const link = (name: string) => shown.getByRole('link', { name, exact: true })
  await library.openTopic('Reading')
  const saddle = 'Source › At a saddle the slope is zero, and yet…'
  await expect(link('Source › 鞍点处斜率为零，而函数在两侧下降，因此…')).toBeVisible()
  // A formula has no words.
  await expect(link('Source › paragraph')).toBeVisible()
  await expect(link('paragraph')).toHaveAttribute('title', 'This note has no paragraph “^gone”.')
  const embed = shown.getByRole('group', { name: `From ${saddle}` })
  await expect(embed).toContainText('falls on two sides of it.')
  await expect(embed).not.toContainText(/Paragraph|one thing|\^/)
  expect(await violationsOf(page)).toEqual([])

  const target = shown.getByText('At a saddle the slope is zero')
  for (const [what, from] of [
    ['by a click', () => link(saddle).first().click()],
    ['by the words it was given', () => link('his saddle').press('Enter')],
    ['from where it is shown', () => embed.getByRole('link', { name: saddle }).press('Enter')],
  ] as const)
    await test.step(what, async () => {
      await library.openTopic('Reading')
      await from()
      await expect(library.title).toHaveText('Source')
      await expect(target).toBeInViewport()
      await expect(target).toBeFocused()
    })
  await expect(target).not.toContainText('^')

  await library.openTopic('Reading')
  await link('What I think of it.').click()
  const own = shown.locator('p', { hasText: 'What I think of it.' }).last()
  await expect(own).toBeInViewport()
  await expect(own).toBeFocused()
})
