// Which room may know which (dependency-cruiser). tests/house-rules.mjs runs it; tests/unit/house-rules.test.ts sees each rule fire.
const packageOf = (...names) => names.map(name => `(^|/)node_modules/${name}/`)
const electron = ['^electron$', ...packageOf('electron')]
/** What is in `from` imports nothing but `allowed`. */
const only = (name, from, allowed) => ({ name, severity: 'error', from: { path: from }, to: { pathNot: allowed } })
/** The same, but Node's own modules are free. */
const onlyNode = (name, from, allowed) => {
  const rule = only(name, from, allowed)
  return { ...rule, to: { ...rule.to, dependencyTypesNot: ['core'] } }
}
/** What is in `from`, but for `but`, never imports `to`, but for `except`. */
const never = (name, from, to, { but, except } = {}) => ({
  name,
  severity: 'error',
  from: { path: from, ...(but ? { pathNot: but } : {}) },
  to: { path: to, ...(except ? { pathNot: except } : {}) },
})
const source = '^(electron|renderer)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.json$', '^electron/dev/'] },
      to: {},
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: { path: source },
      to: { couldNotResolve: true, pathNot: ['^electron$', '\\?'] },
    },
    never('source-never-imports-tests', source, '^tests/'),

    // Rooms of Node.
    only('contract-is-pure', '^electron/contract/', ['^electron/contract/', ...packageOf('zod')]),
    only('preload-is-thin', '^electron/preload/', ['^electron/(preload|contract)/', ...electron]),
    onlyNode('host-knows-contract', '^electron/host/', [
      '^electron/(host|contract)/',
      'node_modules/(?!electron/)',
      '^harfbuzzjs/dist/.*\\.wasm',
    ]),
    onlyNode('main-knows-host', '^electron/main/', [
      '^electron/(main|host|contract)/',
      ...electron,
      ...packageOf('zod'),
    ]),
    onlyNode('browser-knows-host', '^electron/browser/', [
      '^electron/(browser|host|contract)/',
      ...packageOf('zod', 'ws', '@types/ws'),
    ]),
    onlyNode('cli-knows-host-and-compute', '^electron/cli/', [
      '^electron/(cli|host|contract)/',
      '^renderer/compute/index\\.ts$',
      ...packageOf('zod'),
    ]),
    onlyNode('dev-is-plain-node', '^electron/dev/', [
      '^electron/dev/',
      ...packageOf('@playwright/test', 'playwright-core', 'playwright'),
    ]),
    never('electron-only-in-main', source, electron, { but: '^electron/(main|preload)/' }),
    never('lowdb-only-in-store', source, packageOf('lowdb', 'steno'), { but: '^electron/host/store/' }),
    never('ws-only-in-browser', source, packageOf('ws', '@types/ws'), { but: '^electron/browser/' }),

    // Rooms of the window.
    never('renderer-sees-only-contract', '^renderer/', ['^electron/', ...electron], { except: '^electron/contract/' }),
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    only('lib-is-pure', '^renderer/lib/', ['^renderer/lib/', '^electron/contract/']),
    only('compute-is-pure', '^renderer/compute/', ['^renderer/(compute|lib)/']),
    only('plot-draws-data', '^renderer/plot/', ['^renderer/(plot|lib)/', ...packageOf('react', '@types/react')]),
    only('ui-is-dumb', '^renderer/ui/', [
      '^renderer/(ui|lib)/',
      '^resources/locales/',
      ...packageOf(
        'react',
        '@types/react',
        'react-dom',
        '@types/react-dom',
        'katex',
        '@types/katex',
        'i18next',
        'react-i18next',
        'style-mod',
      ),
    ]),
    never('compute-has-one-door', '^renderer/', '^renderer/compute/', {
      but: '^renderer/compute/',
      // client.ts is the same door through the worker; index.ts must also run in Node.
      except: '^renderer/compute/(index|client)\\.ts$',
    }),
    never('widgets-have-one-door', '^renderer/', '^renderer/widgets/', {
      but: '^renderer/widgets/',
      except: '^renderer/widgets/index\\.ts$',
    }),
    never('widgets-know-no-feature', '^renderer/widgets/', '^renderer/(topics|reader|notes|state|bridge|app)'),
    {
      name: 'widgets-are-islands',
      severity: 'error',
      from: { path: '^renderer/widgets/([^/]+)/' },
      // frame/ is what every widget stands in.
      to: { path: '^renderer/widgets/[^/]+/', pathNot: '^renderer/widgets/($1|frame)/' },
    },
    {
      name: 'features-do-not-meet',
      severity: 'error',
      from: { path: '^renderer/(topics|reader|notes)/' },
      to: { path: '^renderer/(topics|reader|notes)/', pathNot: '^renderer/$1/' },
    },
    only('state-sits-below-features', '^renderer/state/', [
      '^renderer/(state|lib)/',
      '^renderer/bridge',
      '^electron/contract/',
      ...packageOf('zustand', 'react', '@types/react'),
    ]),
    never('only-state-uses-the-bridge', '^renderer/', '^renderer/bridge', {
      but: '^renderer/(state/|app/|bridge|main\\.tsx$)',
    }),
    never('nothing-imports-app', '^renderer/', '^renderer/app/', { but: '^renderer/(app/|main\\.tsx$)' }),
    never('pdfjs-only-in-reader-pages', '^renderer/', packageOf('pdfjs-dist'), { but: '^renderer/reader/page/' }),
    never('pdfjs-only-in-papers', '^electron/', packageOf('pdfjs-dist'), { but: '^electron/host/papers/' }),
    never('katex-only-in-ui', '^renderer/', packageOf('katex', '@types/katex'), { but: '^renderer/ui/' }),
    never('markdown-only-in-notes-and-exchange', source, packageOf('mdast-util-[^/]+', 'micromark[^/]*'), {
      but: '^(renderer/notes/|electron/host/(exchange|notes)/)',
    }),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.wgsl', '.d.ts'],
    },
  },
}
