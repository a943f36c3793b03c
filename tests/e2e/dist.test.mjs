// Checks the files of the hosted page in dist/, without a browser.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { headerRules } from './server.mjs';
import { brotliCompress } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = path.resolve(process.env.DIST ?? path.join(root, 'dist'));

async function files() {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !/^[._]/.test(entry.name)).map((entry) => path.relative(dist, path.join(entry.parentPath ?? entry.path, entry.name)));
}

test('no file holds a path of the machine that built it', async () => {
  const telling = [root.replace(/\/$/, ''), homedir(), '/.cargo/', '/.rustup/', '/registry/src/'].filter((text) => text.length > 3);
  for (const name of await files()) {
    const bytes = await readFile(path.join(dist, name));
    for (const text of telling) {
      const at = bytes.indexOf(text);
      assert.equal(at < 0 ? '' : bytes.subarray(at, at + 120).toString('latin1'), '', `${name} names ${text}`);
    }
  }
});

test('the service worker keeps every file of the release', async () => {
  const worker = await readFile(path.join(dist, 'service-worker.js'), 'utf8');
  const list = (name) => new RegExp(`const ${name} = '([^']*)'`).exec(worker)[1].split(' ');
  const kept = [...list('HASHED'), ...list('NAMED')];
  assert.deepEqual(kept.sort(), (await files()).filter((name) => !['index.html', 'service-worker.js'].includes(name)).sort());
  const page = await readFile(path.join(dist, 'index.html'), 'utf8');
  assert.ok(page.includes(`name="version" content="${/const VERSION = '([0-9a-f]{16})'/.exec(worker)[1]}"`));
});

test('every page has a policy of its own, and every other file one in the headers', async () => {
  const rules = headerRules(await readFile(path.join(dist, '_headers'), 'utf8'));
  for (const name of await files()) {
    if (name.endsWith('.html')) {
      const page = await readFile(path.join(dist, name), 'utf8');
      const [, policy] = page.match(/^[^]*?<meta charset="utf-8">\s*(?:<!--[^]*?-->\s*)?<meta http-equiv="Content-Security-Policy" content="([^"]+)">/) ?? [];
      assert.match(policy ?? '', /^default-src 'none'; /, `${name} begins with no policy`);
      const reached = name === 'index.html' ? /connect-src 'self';/ : /^(?!.*(connect|script|frame|form)-src)/;
      assert.match(policy, reached, name);
      assert.doesNotMatch(policy, /https?:|\*/, name);
    }
    if (name === 'index.html') continue;
    const policies = rules.filter(({ pattern }) => pattern.test(`/${name}`)).flatMap(({ headers }) => headers)
      .filter(([header, value]) => header === 'Content-Security-Policy' && value.includes('default-src')).map(([, value]) => value);
    assert.equal(policies.length, 1, `${name}: ${policies}`);
    // One file may ask others, and runs nothing but itself.
    if (!name.endsWith('/fetch_loader.js')) assert.doesNotMatch(policies[0], /https?:|script-src/, name);
  }
});

test('every file that the page, the manifest or the licenses name exists', async () => {
  const there = new Set(await files());
  const page = await readFile(path.join(dist, 'index.html'), 'utf8');
  const manifest = JSON.parse(await readFile(path.join(dist, 'manifest.webmanifest'), 'utf8'));
  const named = [...page.matchAll(/<link [^>]*href="([^":]+)"/g)].map(([, name]) => name.replace(/^\.\//, ''));
  for (const name of [...named, ...manifest.icons.map(({ src }) => src)]) assert.ok(there.has(name), name);
  assert.ok(named.length >= 4);
  for (const { src, sizes } of manifest.icons.filter(({ type }) => type === 'image/png')) {
    const bytes = await readFile(path.join(dist, src));
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
  }
});

test('the licenses list every package in the page, each with its text', async () => {
  const licenses = await readFile(path.join(dist, 'licenses.html'), 'utf8');
  const rows = [...licenses.matchAll(/<tr><th scope="row">([^<]+)<\/th><td>([^<]+)<\/td><td>([^<]+)<\/td><\/tr>/g)];
  const heads = [...licenses.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, of]) => of).join(', ').split(', ');
  assert.ok(rows.length > 100);
  for (const [, name, version] of rows) assert.ok(heads.includes(`${name} ${version}`), `${name} has no text`);
  for (const name of ['leptos', 'wasm-bindgen', 'plotters', 'nalgebra']) assert.ok(rows.some(([, of]) => of === name), name);
  assert.doesNotMatch(licenses, /<script/);
});

test('a first visit downloads at most 1.65 MB', async () => {
  // What the page loads before its first result. Brotli compresses at its highest level by default.
  const first = (await files()).filter((name) => /^(index\.html|app-.*|worker-[0-9a-f]+\/worker(_bg)?\.(js|wasm))$/.test(name));
  assert.equal(first.length, 5, first.join(', '));
  const sizes = await Promise.all(first.map(async (name) => (await promisify(brotliCompress)(await readFile(path.join(dist, name)))).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(total <= 1_650_000, first.map((name, i) => `${name}: ${sizes[i]}`).join('\n'));
});
