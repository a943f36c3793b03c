// Seals the built page: writes the hashes of all that index.html loads and runs into it, so that the browser refuses anything else.
//
//     node build/seal.mjs FOLDER
//
// - The app's script: the import map holds its hash, which browsers check on every import.
// - The app's WebAssembly: `fetch` checks its hash.
// - The workers' scripts and WebAssembly: their hashes stand beside their addresses, for crates/web/src/programs.rs.
// - Scripts and styles inside the page: their hashes stand in its Content Security Policy. This step comes last, because it hashes
//   the text that the steps before it wrote.
//
// Two files are not covered: index.html itself, and the worker that fetches open data. That worker is started from its address and
// holds no data.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const file = path.join(folder, 'index.html');

const hash = (kind, bytes) => `${kind}-${createHash(kind).update(bytes).digest('base64')}`;
const integrity = (name) => hash('sha384', readFileSync(path.join(folder, name)));

/** Replaces every match of a pattern that must match. */
function replaced(text, pattern, by) {
  if (!new RegExp(pattern, 'g').test(text)) throw new Error(`index.html does not hold ${pattern}: the page can't be sealed`);
  return text.replaceAll(new RegExp(pattern, 'g'), by);
}

/** The hashes of the contents of all elements of that name, as a policy lists them. Empty elements have none. */
function hashes(page, element) {
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
  // Browsers ignore `integrity` on such a link, and warn of it; `fetch` checks the file.
  sealed = sealed.replace(/(<link rel="preload"[^>]*?) integrity="[^"]*"/g, '$1');
  sealed = replaced(sealed, '%SCRIPTS%', hashes(sealed, 'script'));
  return replaced(sealed, '%STYLES%', hashes(sealed, 'style'));
}

writeFileSync(file, seal(readFileSync(file, 'utf8')));
