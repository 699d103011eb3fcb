export { FigureView } from './FigureView.tsx'
export { AnnotationPanel } from './panel/AnnotationPanel.tsx'
export { PaperView } from './PaperView.tsx'
export { expectPaper, warmUp } from './kept-documents.ts'
