import { type AnnotationFormat, fileNameFrom } from './annotated.ts'
import { filled } from './template.ts'
import { paperValues } from './values.ts'

/** How a paper's annotations stand in Markdown, unless the user says otherwise. */
export const markdownTemplate = `# {{title}}

{{#authors}}
{{authors}}{{#year}} ({{year}}){{/year}}

{{/authors}}
{{#annotations}}
{{#quote}}
> {{quote}} ({{page}})

{{/quote}}
{{#comment}}
{{comment}}{{^quote}} ({{page}}){{/quote}}

{{/comment}}
{{#tags}}
#{{.}}
{{/tags}}
{{/annotations}}
`

const tidy = (text: string): string => `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`

/** Markdown by a template; several papers stand one after the other. */
export const markdown: AnnotationFormat = {
  extension: 'md',
  write: (papers, writing) => {
    const texts = papers.map(paper => tidy(filled(writing.template ?? markdownTemplate, paperValues(paper, writing))))
    const only = papers.length === 1 ? papers[0] : undefined
    return [{ name: fileNameFrom(only?.item.title ?? 'annotations', 'md'), text: texts.join('\n') }]
  },
}
