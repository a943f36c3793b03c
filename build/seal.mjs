// Seals the built page: writes into index.html the hashes of all that it loads and runs, so that nothing else can take its place.
//
//     node build/seal.mjs FOLDER
//
// - The app's script: an import map with its integrity, which browsers check on every import. Its WebAssembly: by `fetch`.
// - The workers' scripts and WebAssembly: beside their addresses, for src/web/programs.rs.
// - Scripts and styles in the page itself: in its Content Security Policy. That comes last, as these hashes are of the text as it is.
//
// Not covered: the worker that fetches open data, which is started from its address and holds no data; and index.html itself.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const file = path.join(folder, 'index.html');

const hash = (kind, bytes) => `${kind}-${createHash(kind).update(bytes).digest('base64')}`;
const integrity = (name) => hash('sha384', readFileSync(path.join(folder, name)));

/** Replaces what must be there, all of it. */
function replaced(text, pattern, by) {
  if (!new RegExp(pattern, 'g').test(text)) throw new Error(`index.html does not hold ${pattern}: the page can't be sealed`);
  return text.replaceAll(new RegExp(pattern, 'g'), by);
}

/** The hashes of the contents of all elements of a name that hold any, as a policy lists them. */
export function hashes(page, element) {
  const contents = [...page.matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>([^]*?)</${element}>`, 'g'))].map(([, content]) => content);
  return [...new Set(contents.filter(Boolean).map((content) => `'${hash('sha256', content)}'`))].join(' ');
}

function seal(page) {
  const [, script] = page.match(/import init from '\.\/([^']+\.js)'/) ?? [];
  if (!script) throw new Error('index.html starts no app');
  const map = JSON.stringify({ integrity: { [`./${script}`]: integrity(script) } });
  let sealed = replaced(page, '<script type="module">', `<script type="importmap">${map}</script>\n$&`);
  sealed = replaced(sealed, "module_or_path: '\\./([^']+\\.wasm)'", (_, wasm) => `module_or_path: fetch('./${wasm}', { integrity: '${integrity(wasm)}' })`);
  sealed = replaced(sealed, '<meta name="[a-z-]*worker" content="([^"]+)" data-wasm="([^"]+)"', (meta, script, wasm) => (
    `${meta} data-integrity="${integrity(script)}" data-wasm-integrity="${integrity(wasm)}"`
  ));
  // The comments of the page name these words as well.
  sealed = replaced(sealed, '%SCRIPTS%', hashes(sealed, 'script'));
  return replaced(sealed, '%STYLES%', hashes(sealed, 'style'));
}

writeFileSync(file, seal(readFileSync(file, 'utf8')));
