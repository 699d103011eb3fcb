import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { pickFiles } from '../../ui/files.ts'
import { useDraft } from './drafts.ts'
import { Drawing } from './Drawing.tsx'
import { useWords } from './words.ts'

type Rows = readonly (readonly number[])[]

interface Props {
  readonly value: Rows
  readonly label: string
  readonly onChange: (value: Rows) => void
}

const round = (grey: number) => Math.round(100 * grey) / 100

/** A picture file as grey levels, cut to the middle and brought to `width` × `height`. */
async function greyFrom(file: File, width: number, height: number): Promise<Rows> {
  const image = await createImageBitmap(file)
  const scale = Math.max(width / image.width, height / image.height)
  const [wide, tall] = [image.width * scale, image.height * scale]
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
  context.imageSmoothingQuality = 'high'
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.drawImage(image, (width - wide) / 2, (height - tall) / 2, wide, tall)
  const { data } = context.getImageData(0, 0, width, height)
  // Rec. 709 weights of red, green and blue.
  return Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (__, j) => {
      const at = 4 * (i * width + j)
      return round((0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!) / 255)
    }),
  )
}

/** Grey levels as a picture: one draws on it with the pointer or the keys, or opens a file. */
export function PictureInput({ value, label, onChange }: Props) {
  const { t } = useTranslation('widgets')
  const say = useWords()
  const [failed, setFailed] = useState(false)
  useDraft(failed, () => setFailed(false))
  const [height, width] = [value.length, value[0]?.length ?? 0]
  const open = async () => {
    const [file] = await pickFiles('image/*')
    if (!file) return
    try {
      onChange(await greyFrom(file, width, height))
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className="block picture-input">
      <div className="block-head">
        <span>{label}</span>
        <Button look="quiet" onClick={() => void open()}>
          {t('openFile')}
        </Button>
      </div>
      <Drawing value={value} label={label} onChange={onChange} />
      <div className="block-head">
        <span className="open">
          {say({
            en: 'Draw on it, or move with arrows and press Space.',
            'zh-CN': '直接画，或用方向键移动、空格涂改。',
          })}
        </span>
        <Button look="quiet" onClick={() => onChange(value.map(line => line.map(() => 0)))}>
          {say({ en: 'Clear', 'zh-CN': '清空' })}
        </Button>
      </div>
      {failed && (
        <span className="reason" role="alert">
          {say({
            en: 'This file is no picture that can be read; choose a PNG, JPEG or WebP file.',
            'zh-CN': '此文件不是可读取的图片；请选择 PNG、JPEG 或 WebP 文件。',
          })}
        </span>
      )}
    </div>
  )
}
