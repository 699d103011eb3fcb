export { AnnotationPanel } from './AnnotationPanel.tsx'
export { PaperView } from './PaperView.tsx'
