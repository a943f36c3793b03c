// Writes the release's version into the built page and its service worker, and the list of its files into the service worker.
//
//     node build/offline.mjs FOLDER
//
// The version is a hash of all files: the same sources give the same version, and a change of any byte gives another one.

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const WORKER = 'service-worker.js';
const PAGE = 'index.html';

const folder = process.argv[2];
if (!folder) throw new Error('usage: node build/offline.mjs FOLDER');

/** The relative paths of all files below a folder that a host serves, sorted. `_headers` is read by the host and not served. */
async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
  return names.map((name) => name.split(path.sep).join('/')).filter((name) => !/^[._]/.test(name)).sort();
}

/** Replaces placeholders in a file. Each must occur. */
async function fill(name, values) {
  let text = await readFile(path.join(folder, name), 'utf8');
  for (const [open, value] of Object.entries(values)) {
    if (!text.includes(open)) throw new Error(`${name} holds no ${open}`);
    text = text.replaceAll(open, value);
  }
  await writeFile(path.join(folder, name), text);
}

const names = await files(folder);
const hash = createHash('sha256');
for (const name of names) {
  hash.update(`${name}\0`).update(await readFile(path.join(folder, name))).update('\0');
}
const version = hash.digest('hex').slice(0, 16);
const kept = names.filter((name) => name !== PAGE && name !== WORKER);
const isHashed = (name) => /^(app|worker)-[0-9a-f]{8,}/.test(name);
await fill(PAGE, { '%VERSION%': version });
await fill(WORKER, {
  '%VERSION%': version,
  '%HASHED%': kept.filter(isHashed).join(' '),
  '%NAMED%': kept.filter((name) => !isHashed(name)).join(' '),
});
