import { expect, test } from 'vitest'
import { languageFromTag } from '../../../electron/contract/language.ts'
import { openableLink } from '../../../electron/contract/link.ts'

test.each([
  ['https://arxiv.org/abs/1706.03762', 'https://arxiv.org/abs/1706.03762'],
  ['HTTP://Example.org', 'http://example.org/'],
  ['  https://例子.cn/路', 'https://xn--fsqu00a.cn/%E8%B7%AF'],
  ['mailto:a@b.org?subject=x', 'mailto:a@b.org?subject=x'],
])('opens %s', (address, link) => expect(openableLink(address)).toBe(link))

test.each([
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  'ht\ntps://example.org',
  '\u0001https://example.org',
  'file:///etc/passwd',
  'data:text/html,<script>1</script>',
  'vscode://x',
  'folium://topic/abcd',
  'smb://host/share',
  '\\\\host\\share',
  '//example.org',
  'example.org',
  'https://',
  '',
])('refuses %j', address => expect(openableLink(address)).toBeNull())

test.each([
  ['zh-Hans-CN', 'zh-CN'],
  ['zh_TW.UTF-8', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['en_GB.UTF-8', 'en'],
  ['C', 'en'],
  ['zha', 'en'],
])('takes %s for %s', (tag, language) => expect(languageFromTag(tag)).toBe(language))
