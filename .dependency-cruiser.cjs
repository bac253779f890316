/**
 * The arrows of the architecture: which way imports may point. `npm run lint` fails on any other.
 *   shared/base <- the rest of shared <- electron, renderer, cloud <- test, build
 * Type imports count as imports (parser: swc keeps them).
 */

/** One forbidden arrow. `to` and `from` are regular expressions on paths from the project's root. */
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** Packages resolve to node_modules; an alias keeps its name there. */
const npm = (name) => `(^|/)node_modules/${name}(/|$)`;
const NODE_OR_ELECTRON = ['core'];
const SCREEN = '^renderer/screens/([^/]+)/';

module.exports = {
  forbidden: [
    forbid('no-circular', 'A circle of modules has no order to be read in.', {}, { circular: true }),
    forbid(
      'no-unresolvable',
      'Every import must resolve.',
      {},
      { couldNotResolve: true, pathNot: '^(virtual:|cloudflare:)' },
    ),
    forbid(
      'no-undeclared-package',
      'A package that the project imports stands in package.json.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),

    forbid(
      'base-is-the-ground',
      'shared/base imports nothing of the project.',
      { path: '^shared/base/' },
      { path: '^(shared/(?!base/)|electron|renderer|cloud|test|build)' },
    ),
    forbid(
      'shared-knows-no-part',
      'shared/ is below every part.',
      { path: '^shared/' },
      { path: '^(electron|renderer|cloud|test|build)/' },
    ),
    forbid(
      'shared-is-pure',
      'shared/ runs anywhere: no Node.',
      { path: '^shared/' },
      { dependencyTypes: NODE_OR_ELECTRON },
    ),
    forbid(
      'shared-has-no-window',
      'shared/ runs anywhere: no Electron, no React.',
      { path: '^shared/' },
      { path: [npm('electron'), npm('react'), npm('@mantine/[^/]+')] },
    ),

    forbid(
      'electron-knows-no-window',
      'Main and vault know the renderer only by the bridge.',
      { path: '^electron/' },
      { path: '^(renderer|test|build)/' },
    ),
    forbid(
      'cloud-only-as-a-whole',
      'electron/ may import cloud/ only through createCloud.',
      { path: '^electron/' },
      { path: '^cloud/', pathNot: '^cloud/main\\.ts$' },
    ),
    forbid(
      'cloud-stands-alone',
      'The endpoint knows shared/ only.',
      { path: '^cloud/' },
      { path: '^(electron|renderer|test|build)/' },
    ),
    forbid(
      'renderer-stands-alone',
      'The window knows shared/ only.',
      { path: '^renderer/' },
      { path: '^(electron|cloud|test|build)/' },
    ),
    forbid(
      'renderer-is-a-page',
      'The window has no Node.',
      { path: '^renderer/', pathNot: '\\.config\\.' },
      { dependencyTypes: NODE_OR_ELECTRON },
    ),
    forbid(
      'renderer-has-no-electron',
      'The window reaches Electron only by window.xinglin.',
      { path: '^renderer/' },
      { path: npm('electron') },
    ),
    forbid(
      'renderer-has-no-cryptography',
      'The window has no keys, and its policy lets no WebAssembly in.',
      { path: '^renderer/' },
      { path: '^shared/crypto/sodium\\.ts$', reachable: true },
    ),
    forbid(
      'parts-know-no-tests',
      'Product code does not import tests or build scripts.',
      { path: '^(shared|electron|renderer|cloud)/' },
      { path: '^(test|build)/' },
    ),

    forbid(
      'main-is-thin',
      'Main holds no rule: it sees the bridge and the ground of shared/.',
      { path: '^electron/(main|preload)\\.ts$|^electron/desktop/' },
      { path: '^(electron/(vault|cli)/|cloud/|shared/(?!base/|bridge/))' },
    ),
    forbid(
      'vault-has-no-window',
      'The vault runs under plain Node too.',
      { path: '^electron/(vault|cli)/' },
      { path: [npm('electron'), '^electron/(desktop/|main\\.ts|preload\\.ts)'] },
    ),
    forbid(
      'vault-ground-storage',
      'Vault storage and crypto are below the rest of the vault.',
      { path: '^electron/vault/(storage|crypto)/' },
      { path: '^electron/vault/(?!storage/|crypto/)' },
    ),
    forbid(
      'vault-composition-root',
      'Only what starts a vault sees its whole.',
      { path: '^electron/vault/', pathNot: '^electron/vault/[^/]+\\.ts$' },
      { path: '^electron/vault/main\\.ts$' },
    ),

    forbid(
      'vault-parts-below-core',
      'Parts of the vault do not know what is composed of them.',
      { path: '^electron/vault/(records|query|sync|exchange|analysis|storage|crypto|access)/' },
      { path: '^electron/vault/(handlers/|(core|vault|open-clinic|create-[^/]+)\\.ts$)' },
    ),

    forbid(
      'renderer-ui-is-the-ground',
      'Building blocks know no records and no screens.',
      { path: '^renderer/ui/' },
      { path: '^renderer/(app|screens|records|recovery|commands)/' },
    ),
    forbid(
      'renderer-recovery-below-screens',
      'What several screens show of the recovery kit knows none of them.',
      { path: '^renderer/recovery/' },
      { path: '^renderer/(app|screens|records)/' },
    ),
    forbid(
      'renderer-printing-below-screens',
      'What is printed from several screens knows none of them.',
      { path: '^renderer/printing/' },
      { path: '^renderer/(app|screens)/' },
    ),
    forbid(
      'renderer-commands-below-screens',
      'What a command is knows no screen; the app and the screens fill it.',
      { path: '^renderer/commands/' },
      { path: '^renderer/(app|screens|records|recovery)/' },
    ),
    forbid(
      'renderer-records-below-screens',
      'Views of records know no screens.',
      { path: '^renderer/records/' },
      { path: '^renderer/(app|screens)/' },
    ),
    forbid(
      'renderer-screens-below-app',
      'Screens know no app.',
      { path: '^renderer/screens/' },
      { path: '^renderer/app/' },
    ),
    forbid(
      'renderer-screens-apart',
      'A screen imports no other screen.',
      { path: SCREEN },
      { path: '^renderer/screens/[^/]+/', pathNot: '^renderer/screens/$1/' },
    ),

    forbid(
      'cloud-routes-to-service',
      'Routes ask the service, not an engine.',
      { path: '^cloud/routes/' },
      { path: '^cloud/(storage|blobs)/(?!contract\\.ts)' },
    ),
    forbid(
      'cloud-service-by-contract',
      'The service knows contracts, not engines or routes.',
      { path: '^cloud/service/' },
      { path: ['^cloud/routes/', '^cloud/(storage|blobs)/(?!contract\\.ts)'] },
    ),
    forbid(
      'cloud-engines-below',
      'Engines know their contract only.',
      { path: '^cloud/(storage|blobs)/' },
      { path: '^cloud/(routes|service|main\\.ts)' },
    ),

    forbid(
      'libsodium-in-one-file',
      'One file speaks to libsodium.',
      { path: '^(shared|electron|renderer|cloud)/', pathNot: '^shared/crypto/sodium\\.ts$' },
      { path: npm('(@types/)?libsodium-wrappers(-sumo)?') },
    ),
    forbid(
      'sqlite-binding-in-storage',
      'Connections to SQLite are opened in storage/.',
      { path: '^(shared|electron|renderer|cloud)/', pathNot: '^(electron/vault|cloud)/storage/' },
      { path: npm('(@types/)?better-sqlite3') },
    ),
    forbid(
      'http-in-sync',
      'HTTP leaves from one place.',
      { path: '^(shared|electron|renderer|cloud)/', pathNot: '^electron/vault/sync/' },
      { path: npm('axios') },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release)/' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types', 'typings'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
