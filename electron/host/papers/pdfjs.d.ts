// pdf.js ships no types for its parser; nothing of it is used but that it is there.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown
}
