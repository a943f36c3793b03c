// Finishes a page that Trunk (Trunk.toml) or `make serve` (build/quick.mjs) has put together.
//
//     node build/finish.mjs FOLDER
//
// FOLDER holds index.html, app-HASH.js, app-HASH_bg.wasm, the files of the workers and everything of public/. Keep the order of the
// steps: each one reads what the steps before it wrote.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The workers of crates/workers; `fetch` is the one that starts itself from its address. */
const WORKER_FILES = [
  ...['worker', 'unpack', 'fetch'].flatMap((name) => [`${name}.js`, `${name}_bg.wasm`]),
  'fetch_loader.js',
];

const folder = process.argv[2];
if (!folder) throw new Error('usage: node build/finish.mjs FOLDER');
const inside = (...names) => path.join(folder, ...names);

/**
 * Changes how the page starts the app. A second attempt follows a failed one, because a download may break off, and Firefox
 * sometimes loses a preloaded file. A failed `await` of a module is reported by hand, because WebKit reports none: the visitor would
 * wait for ever.
 */
function startTwice(page) {
  const started = page.replace(
    /await init\((.*)\);/,
    'await init($1).catch(() => init($1)).catch((error) => { reportError(error); throw error; });',
  );
  if (started === page) throw new Error('index.html does not start the app');
  return started;
}

/** The page without comments that have lines of their own, and without indentation, which only its source needs. Words on the page never depend on either. */
function withoutComments(page) {
  const withoutCss = (_, tag, css) => tag + css.replace(/\/\*[^]*?\*\//g, '').replace(/\s*([{};])\s*/g, '$1');
  return page.replace(/<!--[^]*?-->/g, '').replace(/^\s*\/\/.*\n/gm, '').replace(/(<style[^>]*>)([^]*?)(?=<\/style>)/g, withoutCss).replace(/\n\s+/g, '\n');
}

/** Takes the indentation out of a worker's script, which wasm-bindgen wrote: it has no texts of several lines. */
function withoutIndentation(file) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^[ \t]+/gm, ''));
}

/**
 * What the worker that fetches open data does before anything else: it takes away from itself all that it never needs, from the whole
 * chain of prototypes. It may ask any server, so it can neither read what the browser keeps of a visitor, nor hear other tabs and
 * workers of the page, nor start a worker.
 */
const BIND = `for (const name of [
  'BroadcastChannel', 'EventSource', 'RTCPeerConnection', 'SharedWorker', 'WebSocket', 'WebSocketStream', 'WebTransport', 'Worker',
  'XMLHttpRequest', 'caches', 'cookieStore', 'importScripts', 'indexedDB',
]) {
  for (let holder = self; holder; holder = Object.getPrototypeOf(holder)) delete holder[name];
}
`;

/** Writes the script that starts the fetching worker. A static import would run before the first line, so its script is imported after it. */
function bindFetchingWorker() {
  const start = `${BIND}const { default: init } = await import('./fetch.js');\nawait init();\n`;
  writeFileSync(inside('fetch_loader.js'), start);
}

/**
 * Moves the workers into a folder that is named after their content, and returns its name. Trunk names the app's files after their
 * content, but not the workers', whose addresses the app has to know.
 */
function moveWorkers() {
  const staging = inside('worker');
  mkdirSync(staging);
  for (const name of WORKER_FILES) renameSync(inside(name), path.join(staging, name));
  if (existsSync(inside('snippets'))) cpSync(inside('snippets'), path.join(staging, 'snippets'), { recursive: true });
  const hash = createHash('sha256');
  const entries = readdirSync(staging, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)).sort();
  WORKER_FILES.filter((name) => name.endsWith('.js')).forEach((name) => withoutIndentation(path.join(staging, name)));
  for (const file of files) hash.update(readFileSync(file));
  const name = `worker-${hash.digest('hex').slice(0, 16)}`;
  renameSync(staging, inside(name));
  return name;
}

const build = (script, ...words) => {
  execFileSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...words], { stdio: 'inherit' });
};

bindFetchingWorker();
const page = withoutComments(startTwice(readFileSync(inside('index.html'), 'utf8')));
writeFileSync(inside('index.html'), page.replaceAll('%WORKERS%', moveWorkers()));
build('seal.mjs', folder);
build('licenses.mjs', inside('licenses.html'));
// The last step: it lists all files of the release and hashes them.
build('offline.mjs', folder);
