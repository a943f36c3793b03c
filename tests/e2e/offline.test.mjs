// The page without a network: the service worker's cache, a new release, and browsers without a cache.
//
// Pages on localhost cache nothing, so that `make serve` shows the last build. These walks use another name of this machine.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Browser, engine, long } from './harness.mjs';
import { serve } from './server.mjs';

// Of a release that is stored, and of a name of this device, engines have ideas of their own: these are Chromium's.
const skip = engine !== 'chromium' && 'written for Chromium';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = path.join(root, 'dist');

/** Copies the built page. */
async function release(t) {
  const folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-release-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await cp(dist, folder, { recursive: true });
  return folder;
}

/** Makes another release: workers in a folder of another name and another page, sealed by the last step of the build. */
async function nextRelease(t) {
  const folder = await release(t);
  const old = (await readdir(folder)).find((name) => name.startsWith('worker-'));
  const worker = 'worker-00000000000000ff';
  await rename(path.join(folder, old), path.join(folder, worker));
  const page = path.join(folder, 'index.html');
  const text = await readFile(page, 'utf8');
  const version = /name="version" content="([0-9a-f]{16})"/.exec(text)[1];
  await writeFile(page, text.replaceAll(old, worker).replace(version, '%VERSION%').replace('<html ', '<html data-release="next" '));
  await cp(path.join(root, 'public', 'service-worker.js'), path.join(folder, 'service-worker.js'));
  execFileSync('node', ['build/offline.mjs', folder], { cwd: root });
  return folder;
}

/** Starts a server that can be stopped and started again with another release at the same address. `asked` are all requests. */
async function host(t, base = '/') {
  let server;
  let port = 0;
  const asked = [];
  const stop = async () => {
    await server?.close();
    server = undefined;
  };
  const start = async (folder) => {
    await stop();
    server = await serve(folder, { base, port, heard: ({ url }) => asked.push(url) });
    port = Number(new URL(server.url).port);
    return `http://page.localhost:${port}${base}`;
  };
  t.after(stop);
  return { start, stop, asked };
}

async function visit(t) {
  const browser = await Browser.start({ isAtRest: true });
  t.after(() => browser.stop());
  return browser;
}

async function open(browser, url) {
  await browser.driver.get(url);
  await browser.ready();
}

/** Waits until the browser has cached the whole current release. */
async function stored(browser) {
  await browser.waitFor(async () => Boolean((await navigator.serviceWorker.getRegistration())?.active) && Boolean(navigator.serviceWorker.controller), 120_000);
}

const releases = (browser) => browser.run(() => caches.keys());
const version = (browser) => browser.run(() => document.querySelector('meta[name="version"]').content);

/** Waits until the page has examined its groups, and then 3 s more, in which it would begin to cache its release. */
async function rested(browser) {
  await browser.waitFor('.reliability[data-known]', 120_000);
  await new Promise((resolve) => setTimeout(resolve, 3000));
}

/** Starts a browser that has cached a first release, and prepares a second release. */
async function keptFirst(t) {
  const [first, next] = [await release(t), await nextRelease(t)];
  const { start, stop, asked } = await host(t);
  const browser = await visit(t);
  const url = await start(first);
  await open(browser, url);
  await stored(browser);
  return { browser, url, first, next, start, stop, asked };
}

/** Makes a new crime table as CSV: three kinds of crimes at three hours. */
const table = () => {
  const kinds = [['LARCENY', 'SHOP', 14], ['BURGLARY', 'DWELLING', 3], ['ASSAULT', 'STREET', 22]];
  const row = (at) => {
    const [description, premise, hour] = kinds[(at * 7) % 3];
    return `2021-${String((at % 12) + 1).padStart(2, '0')}-${String((at % 28) + 1).padStart(2, '0')} ${hour}:${String(at % 60).padStart(2, '0')}:00,${description},${premise},Hill ${at % 5}`;
  };
  return ['CrimeDateTime,Description,Premise,Neighborhood', ...Array.from({ length: 600 }, (_, at) => row(at))].join('\n');
};

test('after a first visit everything works without a network', { skip }, async (t) => {
  const folder = await release(t);
  const { start, stop } = await host(t, '/city/victims/');
  const browser = await visit(t);
  const url = await start(folder);
  await open(browser, url);
  assert.equal(await browser.run(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('service-worker'))), false,
    'nothing is loaded for later before the page is at rest');
  const sample = await browser.fingerprint();
  await stored(browser);
  const [name, ...others] = await releases(browser);
  assert.equal(name, `victim-clusters /city/victims/ ${await version(browser)}`);
  assert.deepEqual(others, []);

  await stop();
  await open(browser, `${url}?preset=crime`);
  await open(browser, url);
  assert.equal(await browser.fingerprint(), sample, 'the same result as with a network');

  // A compressed file: the unpacking worker was never started before.
  const file = path.join(folder, 'table.csv.gz');
  await writeFile(file, gzipSync(table()));
  await browser.upload('#file-input', [file]);
  await browser.waitFor((sample) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return state === 'ready' && fingerprint !== sample;
  }, 60_000, sample);
  await browser.click('#export > summary');
  await browser.run(() => [...document.querySelectorAll('#export button')].find((button) => button.innerText.includes('labels.csv')).click());
  assert.match(await readFile(await browser.download(/labels\.csv$/), 'utf8'), /^row,id,group/);
  await browser.driver.get(`${url}licenses.html`);
  assert.match(await browser.text('h1'), /Licenses/);
});

test('a new release is announced, installed on the visitor’s click, and never mixed with the old one', { skip }, async (t) => {
  const { browser, url, first, next, start, stop } = await keptFirst(t);
  const old = await version(browser);

  await start(next);
  await browser.run(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
  await browser.waitFor('#take-release', 20_000);
  await browser.screenshot('another-release');
  assert.deepEqual(await browser.axe(), []);
  assert.match(await browser.text('#release'), /new version of this page is ready/);
  assert.equal(await version(browser), old, 'the page stays until it is reloaded');
  assert.equal((await releases(browser)).length, 2, 'and so do its files');

  // The old page starts a worker of its own release from the cache; no server has it any more.
  const file = path.join(first, 'table.csv.gz');
  await writeFile(file, gzipSync(table()));
  await stop();
  const sample = await browser.fingerprint();
  await browser.upload('#file-input', [file]);
  await browser.waitFor((sample) => document.documentElement.dataset.state === 'ready' && document.documentElement.dataset.fingerprint !== sample, 60_000, sample);
  assert.match(await browser.text('#release'), /open your files again/, 'files have to be opened again');

  // The new release also starts without a network.
  await browser.click('#take-release');
  await browser.waitFor(() => document.documentElement.dataset.release === 'next', 20_000);
  await browser.ready();
  assert.notEqual(await version(browser), old);
  await browser.waitFor(async () => (await caches.keys()).length === 1, 30_000);
  assert.ok((await releases(browser))[0].endsWith(await version(browser)), 'the old release is gone with the last page of it');
  assert.equal(await browser.run(() => document.getElementById('take-release')), null);
});

test('on localhost a reload shows the last build', { skip: long || skip }, async (t) => {
  const { browser, url, next, start } = await keptFirst(t);
  await start(next);
  await open(browser, url);
  assert.equal(await browser.run(() => document.documentElement.dataset.release), 'next');
  // On localhost nothing is cached.
  await open(browser, browser.url);
  await rested(browser);
  assert.equal(await browser.run(() => navigator.serviceWorker.getRegistrations().then((all) => all.length)), 0);
});

test('a release that cannot be stored leaves page and cache as they were', { skip }, async (t) => {
  const { browser, url, next, start, stop } = await keptFirst(t);
  const kept = await releases(browser);
  // A file of the next release is missing on the server.
  await rm(path.join(next, 'worker-00000000000000ff', 'unpack_bg.wasm'));
  await start(next);
  await browser.run(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing;
    await new Promise((resolve) => worker.addEventListener('statechange', resolve));
  });
  assert.deepEqual(await releases(browser), kept);
  assert.equal(await browser.run(() => document.getElementById('take-release')), null);
  await stop();
  await open(browser, url);
  assert.equal(await browser.run(() => document.documentElement.dataset.release ?? null), null);
});

test('the service worker neither asks with the query of an old link nor stores it', { skip: long || skip }, async (t) => {
  const { browser, url, start, next, stop, asked } = await keptFirst(t);
  const settings = 'preset=crime&k=3&filters=description-QUAGMIRE';
  await browser.driver.get('about:blank');
  await open(browser, `${url}#${settings}`);
  const expected = await browser.fingerprint();
  const before = asked.length;
  const opened = async (link) => {
    await open(browser, `${url}${link}`);
    assert.equal(await browser.run(() => location.search), '', link);
    assert.equal(await browser.run(() => location.hash), `#${settings}`, link);
    assert.equal(await browser.fingerprint(), expected, link);
  };
  await opened(`?${settings}`);
  await opened(`index.html?${settings}`);
  // A file that a host may edit: the answer is stored.
  await browser.run(async () => (await fetch('sources.json?QUAGMIRE')).text());
  assert.deepEqual(asked.slice(before).filter((url) => url.includes('?') || url.includes('QUAGMIRE')), []);
  assert.ok(asked.slice(before).includes('/') && asked.slice(before).includes('/sources.json'), 'the network was asked');
  await start(next);
  await open(browser, `${url}?${settings}`);
  assert.equal(await browser.run(() => document.documentElement.dataset.release), 'next', 'the newest page that could be had');
  await stop();
  await opened(`?${settings}`);
  const stored = await browser.run(async () => {
    const found = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(name, request.url, (await cache.match(request)).url);
    }
    return found;
  });
  assert.ok(stored.length > 20);
  assert.deepEqual(stored.filter((text) => text.includes('?') || text.includes('QUAGMIRE')), []);
});

for (const [what, script] of [
  ['has no service workers', 'delete Navigator.prototype.serviceWorker;'],
  ['refuses a service worker', 'ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("no", "SecurityError"));'],
  ['keeps no caches', 'Object.defineProperty(window, "caches", { get() { throw new DOMException("no", "SecurityError"); } });'],
  ['saves data', 'Object.defineProperty(navigator, "connection", { value: { saveData: true } });'],
]) {
  test(`a browser that ${what} shows the page all the same`, { skip }, async (t) => {
    const browser = await visit(t);
    const { start } = await host(t);
    await browser.before(script);
    await open(browser, await start(dist));
    await rested(browser);
    await browser.ready();
    assert.deepEqual(await browser.consoleErrors(), []);
    if (what === 'saves data') assert.equal(await browser.run(() => navigator.serviceWorker.getRegistrations().then((all) => all.length)), 0);
  });
}
