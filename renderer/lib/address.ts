const parsed = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)

/** The host of a web address as people say it, without `www.`; empty for anything else. */
export const hostOf = (address: string | null): string => (parsed(address ?? '')?.hostname ?? '').replace(/^www\./, '')

const arxivId = /^(?:arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?)$/i
const doi = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/i
const bareHost = /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/\S*)?$/i

/** Reads what someone typed or pasted: the address it stands for (web address, arXiv id, DOI, bare host), or null for a title. */
export function addressFromTyped(typed: string): string | null {
  const text = typed.trim()
  const paper = arxivId.exec(text)
  if (paper) return `https://arxiv.org/abs/${paper[1]}`
  const work = doi.exec(text)
  if (work) return `https://doi.org/${work[1]}`
  if (/^https?:\/\/\S+$/i.test(text)) return parsed(text)?.href ?? null
  return bareHost.test(text) ? (parsed(`https://${text}`)?.href ?? null) : null
}
