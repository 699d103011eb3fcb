import { pinyin } from 'pinyin-pro'

const letters: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Text in Latin letters without accents: Chinese as pinyin, a stretch of it as one word ("机器学习" gives "JiQiXueXi"). */
export const spelled = (text: string): string =>
  text
    .replace(/\p{Script=Han}+/gu, run =>
      (pinyin(run.slice(0, 100), { toneType: 'none', type: 'array', v: true }) as string[])
        .map(syllable => syllable.charAt(0).toUpperCase() + syllable.slice(1))
        .join(''),
    )
    .replace(/[ßøØłŁæÆœŒđĐðþı]/g, letter => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
