// What the build changes of pdf.js's parser: how fast it reads text, and nothing of what it reads.

/** Of pdfjs-dist 6.5.438, `getCurrentTextTransform` in `getTextContent`. */
const product = 'return Util.transform(textState.ctm, Util.transform(textState.textMatrix, tsm));'

/**
 * The same product, written out with its zeros, whose signs tell 180° from −180°. It is asked for twice a glyph; pdf.js's general one makes a matrix more each time, and is
 * given arrays of so many kinds that it took a fifth of the time in which a paper's text is read.
 */
const writtenOut = `const m = textState.textMatrix, t = textState.ctm;
      const a = m[0] * tsm[0] + m[2] * tsm[1], b = m[1] * tsm[0] + m[3] * tsm[1];
      const c = m[0] * tsm[2] + m[2] * tsm[3], d = m[1] * tsm[2] + m[3] * tsm[3];
      const e = m[0] * tsm[4] + m[2] * tsm[5] + m[4], f = m[1] * tsm[4] + m[3] * tsm[5] + m[5];
      return [t[0] * a + t[2] * b, t[1] * a + t[3] * b, t[0] * c + t[2] * d, t[1] * c + t[3] * d, t[0] * e + t[2] * f + t[4], t[1] * e + t[3] * f + t[5]];`

/** pdf.js's worker with the faster product. Throws where this version of it has no such place. */
export function withFasterText(code) {
  if (code.split(product).length !== 2)
    throw new Error(
      'pdf.js reads text another way than 6.5.438: look whether electron/dev/pdfjs-text.mjs is still of use',
    )
  return code.replace(product, writtenOut)
}
