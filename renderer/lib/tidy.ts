/** Closes the gaps that empty parameters leave in a sentence: empty brackets, double spaces, a space before a stop or between two Chinese characters. */
export function tidy(sentence: string): string {
  return sentence
    .replace(/\(\s*\)|（\s*）/g, '')
    .replace(/\s{2,}/g, ' ')
    .replace(/\s+(?=[.,;:!?。，；：）)])/g, '')
    .replace(/(?<=[\p{Script=Han}。，；：])\s+(?=[\p{Script=Han}。，；：])/gu, '')
    .replace(/[:：](?=[.。])/g, '')
    .trim()
}
