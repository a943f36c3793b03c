// The development server: builds the page, serves it, and on every change builds it again and reloads it in the browser.
//
//     node build/dev.mjs [PORT]
//
// It prints build errors, and the page shows them too. A change during a build ends that build and starts another one.

import { readdirSync, watch } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../tests/e2e/server.mjs';
import { build, page } from './quick.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const WATCHED = ['.', '.cargo', 'build', 'crates', 'public', 'src', 'style'];
/** Files at the root and in build/ that are part of the page. Other files there (the Makefile, notes) change nothing. */
const AT_ROOT = /^(index\.html|Cargo\.(toml|lock)|rust-toolchain\.toml|LICENSE)$/;
const PAGE_SCRIPT = /^(finish|seal|licenses|offline)\.mjs$/;
/** Editors save in several steps: wait until a file has been left alone for so long, in ms. */
const DEBOUNCE_MS = 100;

const PLACEHOLDER = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Building …</title><link rel="icon" href="data:,"></head><body></body></html>';

const client = await readFile(new URL('dev_client.js', import.meta.url), 'utf8');

/** What the browser is told: the number of the build on the screen, whether another one runs, and the error of the last one. */
let state = { build: 0, isBuilding: true, error: null };
const listeners = new Set();
/** Contents that the server sends in place of files. */
const instead = { 'dev_client.js': client, 'index.html': withClient(PLACEHOLDER) };

/** Adds the script that reloads the page. The page's policy allows it, because it comes from the page's own address. */
function withClient(html) {
  return html.replace('</head>', `<script src="dev_client.js" data-build="${state.build}"></script></head>`);
}

const message = () => `data: ${JSON.stringify(state)}\n\n`;

function tell(change) {
  state = { ...state, ...change };
  for (const listener of listeners) listener.write(message());
}

/** Answers the requests for events; the server answers all others. */
function answer(name, request, response) {
  if (name !== 'dev-events') return false;
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(message());
  listeners.add(response);
  request.once('close', () => listeners.delete(response));
  return true;
}

let controller = new AbortController();
let building = Promise.resolve();

/** Ends the build that runs, if any, and starts another one when it has ended. */
function rebuild() {
  controller.abort();
  controller = new AbortController();
  const { signal } = controller;
  tell({ isBuilding: true });
  building = building.then(() => buildOnce(signal));
}

async function buildOnce(signal) {
  if (signal.aborted) return;
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  try {
    await build(signal);
    state.build += 1;
    instead['index.html'] = withClient(await readFile(path.join(page, 'index.html'), 'utf8'));
    console.log(`Built in ${seconds()}.`);
    tell({ isBuilding: false, error: null });
  } catch (error) {
    if (signal.aborted) return;
    console.error(`The build failed after ${seconds()}.`);
    tell({ isBuilding: false, error: String(error.message).replace(/\x1b\[[0-9;]*m/g, '') });
  }
}

let timer;

function changed(folder, name) {
  if (name === null || /(^\.|~$|\.sw[a-z]$|^\d+$)/.test(name)) return;
  if (folder === '.' && !AT_ROOT.test(name)) return;
  if (folder === 'build' && !PAGE_SCRIPT.test(name)) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    console.log(`\nChanged: ${path.join(folder, name)}`);
    watchFolders();
    rebuild();
  }, DEBOUNCE_MS);
}

const watchers = new Map();

/** Watches all folders that are not watched yet. Node 18 can't watch a tree at once on Linux. */
function watchFolders() {
  const below = (folder) => {
    const isDeep = folder !== '.' && folder !== 'build';
    const entries = isDeep ? readdirSync(path.join(root, folder), { withFileTypes: true }) : [];
    const folders = entries.filter((entry) => entry.isDirectory() && !['tests', 'target'].includes(entry.name));
    return [folder, ...folders.flatMap(({ name }) => below(path.join(folder, name)))];
  };
  for (const folder of WATCHED.flatMap(below).filter((folder) => !watchers.has(folder))) {
    const watcher = watch(path.join(root, folder), (_, name) => changed(folder, name));
    const forget = () => {
      watcher.close();
      watchers.delete(folder);
    };
    watcher.on('error', forget);
    watchers.set(folder, watcher);
  }
}

const [port = '8080'] = process.argv.slice(2);
// The server reads the headers when it starts, which may be before the first build.
await cp(path.join(root, 'public', '_headers'), path.join(page, '_headers'));
try {
  const { url } = await serve(page, { port: Number(port), instead, answer, isCompressing: false });
  console.log(`\n    Victim Clusters: ${url}\n\n    Reloads on every change. (Ctrl+C stops it)\n`);
} catch (error) {
  console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken: name another one, as in PORT=${Number(port) + 1}` : error.message);
  process.exit(1);
}
watchFolders();
rebuild();
