// When the worker fails, the page says so at once, works again soon, and loses nothing.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { altered, arm, ofAnotherRelease } from './faults.mjs';
import { Browser, lacking, long } from './harness.mjs';

let folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-faults-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function start(t, query = '#preset=crime') {
  const browser = await Browser.start({ isAtRest: true, instead: await altered() });
  t.after(() => browser.stop());
  await browser.open(query);
  await browser.ready();
  return browser;
}

/** Returns what must survive a failure. */
const held = (browser) => browser.run(() => ({
  fingerprint: document.documentElement.dataset.fingerprint,
  loaded: document.querySelector('.loaded')?.innerText,
  cards: document.querySelectorAll('.group-card').length,
}));

/** Changes the seed, so that everything from the encoding on is computed again. */
const change = (browser, seed) => browser.run((seed) => {
  const field = document.querySelector('#seed');
  field.value = String(seed);
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}, seed);

/** Records when the page first mentions the fault, and its words. */
const listen = (browser) => browser.run(() => {
  window.said = {};
  const look = () => {
    const failure = document.querySelector('#failure')?.innerText.trim();
    const silent = /Taking longer than expected/.test(document.querySelector('#progress')?.innerText ?? '');
    if (fault.happened && (failure || silent)) said.at ??= Date.now();
    if (failure) said.words = failure;
  };
  window.listening?.disconnect();
  window.listening = new MutationObserver(look);
  listening.observe(document.body, { subtree: true, childList: true, characterData: true });
});

/** Whether the page says of what it is stuck in, and offers a way out. */
const isSilent = () => /Taking longer than expected/.test(document.querySelector('#progress')?.innerText ?? '') && !!document.querySelector('#cancel');

/** Waits until all work has ended, with or without an error. */
const isAtRest = (browser) => browser.waitFor(() => {
  const { state, examining } = document.documentElement.dataset;
  return state !== 'working' && examining === undefined;
}, 120_000);

/** A small city of two neighborhoods. */
async function files() {
  const square = (west) => [[[west, 39.2], [west + 0.1, 39.2], [west + 0.1, 39.3], [west, 39.3], [west, 39.2]]];
  const region = (Name, west) => ({ type: 'Feature', properties: { Name, Population: 900 }, geometry: { type: 'Polygon', coordinates: square(west) } });
  const regions = { type: 'FeatureCollection', features: [region('North', -76.7), region('South', -76.6)] };
  const rows = ['CrimeDate,CrimeTime,Description,Weapon,Neighborhood'];
  for (let row = 0; row < 600; row += 1) {
    const crime = [['ROBBERY', 'FIREARM'], ['LARCENY', ''], ['COMMON ASSAULT', 'HANDS']][row % 3];
    rows.push(`0${1 + (row % 9)}/1${row % 10}/2019,${10 + (row % 12)}:15:00,${crime},${row % 2 ? 'North' : 'South'}`);
  }
  const [table, map] = [path.join(folder, 'table.csv'), path.join(folder, 'map.geojson')];
  await writeFile(table, rows.join('\n'));
  await writeFile(map, JSON.stringify(regions));
  return [table, map];
}

/** The message of the page for each kind of failure. */
const sentences = {
  trap: /not enough memory/,
  memory: /not enough memory/,
  error: /stopped unexpectedly \(.*failed by a test”\)/,
  stuck: /did not stop by itself, so it was ended/,
  gone: /did not stop by itself, so it was ended/,
};

/** Makes the worker fail and checks message and recovery. Returns the ms to the message and to a usable page. */
async function survive(browser, kind, at, act) {
  const before = await held(browser);
  await arm(browser, kind, at);
  await listen(browser);
  await act();
  await browser.waitFor(() => fault.happened, 30_000);
  let left;
  if (kind === 'stuck' || kind === 'gone') {
    await browser.waitFor(isSilent, 10_000);
    left = await browser.run(() => {
      document.querySelector('#cancel').click();
      return Date.now();
    });
  }
  await browser.waitFor((sentence) => new RegExp(sentence).test(said.words), 10_000, sentences[kind].source);
  await browser.waitFor(() => document.documentElement.dataset.state !== 'working' && !document.querySelector('#progress'), 30_000);
  const rested = await browser.run(() => Date.now());
  assert.deepEqual(await held(browser), before, `${kind} ${at}: what was on the screen stays`);
  return browser.run((left, rested) => ({ message: said.at - fault.happened, usable: rested - (left ?? fault.happened) }), left, rested);
}

test('if the worker fails in any stage of an analysis, the page says so and starts another one', { skip: long }, async (t) => {
  const browser = await start(t);
  const times = [];
  let seed = 100;
  const points = ['encode', 'reduce', 'cluster', 'measure'].flatMap((at) => [['trap', at], ['stuck', at]]);
  // A fault shortly after the start of the last stage happens after the result.
  points.push(['stuck', 'explain'], ['error', 'cluster'], ['gone', 'encode'], ['gone', 'reduce'], ['memory', 'encode'], ['memory', 'cluster']);
  for (const [kind, at] of points) {
    const { message, usable } = await survive(browser, kind, at, () => change(browser, seed += 1));
    times.push([kind, at, message, usable]);
    // The next change is computed normally.
    const before = await browser.fingerprint();
    await change(browser, seed += 1);
    await browser.waitFor((before) => {
      const { state, fingerprint } = document.documentElement.dataset;
      return state === 'ready' && fingerprint !== before;
    }, 60_000, before);
    assert.equal(await browser.text('#failure'), '', `${kind} ${at}: all is well again`);
  }
  report(t, times);
});

test('a worker that fails while files are read leaves what was loaded before', { skip: long }, async (t) => {
  const upload = await files();
  const times = [];
  for (const [kind, at] of [['trap', 'read'], ['stuck', 'read'], ['trap', 'join'], ['stuck', 'join'], ['memory', 'read']]) {
    const browser = await start(t);
    const { message, usable } = await survive(browser, kind, at, () => browser.upload('#file-input', upload));
    times.push([kind, at, message, usable]);
    await browser.waitFor(() => document.documentElement.dataset.state !== 'working', 120_000);
    // A working worker reads the same files.
    await browser.upload('#file-input', upload);
    await browser.waitFor(() => /table\.csv/.test(document.querySelector('.loaded')?.innerText), 30_000);
    await browser.ready();
    assert.equal(await browser.text('#failure'), '');
    if (kind === 'memory') {
      // A new worker reads them again.
      times.push(['trap', 'reduce', ...Object.values(await survive(browser, 'trap', 'reduce', () => change(browser, 7)))]);
    }
    await browser.stop();
  }
  report(t, times);
});

test('a worker that fails in the background or at an answer is replaced', async (t) => {
  const browser = await start(t);
  const times = [];
  await browser.examined();
  for (const [kind, at] of [['trap', 'examine'], ['error', 'examined']]) {
    const before = await held(browser);
    await arm(browser, kind, at);
    await listen(browser);
    // A new result starts a new examination.
    await change(browser, 50 + times.length);
    await browser.waitFor(() => fault.happened, 60_000);
    await browser.waitFor((sentence) => new RegExp(sentence).test(said.words), 10_000, sentences[kind].source);
    await isAtRest(browser);
    times.push([kind, at, ...Object.values(await browser.run(() => ({ message: said.at - fault.happened, usable: Date.now() - fault.happened })))]);
    assert.equal((await held(browser)).loaded, before.loaded);
  }
  // A file can still be saved.
  await browser.click('#export summary');
  await browser.run(() => [...document.querySelectorAll('#export li button')].find((button) => /labels\.csv/.test(button.textContent)).click());
  await browser.download(/^labels\.csv$/);
  report(t, times);
});

test('the page reports a worker of another release and uses none of its answers', async (t) => {
  const browser = await Browser.start({ isAtRest: true, instead: await altered(ofAnotherRelease) });
  t.after(() => browser.stop());
  await browser.open();
  await browser.waitFor(() => /old part of this page/.test(document.querySelector('#failure')?.innerText), 20_000);
  assert.equal(await browser.fingerprint(), null);
});

test('if the browser never runs the worker, the page starts a second one', { skip: long || lacking('before') }, async (t) => {
  const browser = await Browser.start({ isAtRest: true });
  t.after(() => browser.stop());
  await browser.before(`
    window.ended = 0;
    const lost = () => Object.assign(new EventTarget(), { postMessage() {}, terminate() { ended += 1; } });
    let started = 0;
    window.Worker = new Proxy(Worker, { construct: (real, how) => ((started += 1) === 1 ? lost() : Reflect.construct(real, how)) });
  `);
  await browser.open('#preset=crime');
  await browser.ready();
  assert.equal(await browser.run(() => window.ended), 1, 'the first one is ended');
  assert.equal(await browser.text('#failure'), '');
  await browser.examined();
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the page works in a browser without storage', { skip: lacking('before') }, async (t) => {
  const browser = await Browser.start({ isAtRest: true });
  t.after(() => browser.stop());
  await browser.before(`
    const refuse = (name) => { throw new DOMException('refused by a test', name); };
    Object.defineProperty(window, 'localStorage', { get: () => refuse('SecurityError') });
    Object.defineProperty(window, 'sessionStorage', { get: () => refuse('SecurityError') });
    Object.defineProperty(window, 'indexedDB', { get: () => undefined });
    // In Firefox a page without an address has no storage.
    if (window.CacheStorage) CacheStorage.prototype.open = async () => refuse('QuotaExceededError');
    if (window.CacheStorage) CacheStorage.prototype.match = async () => refuse('QuotaExceededError');
    if (window.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = async () => refuse('SecurityError');
  `);
  await browser.open('#preset=crime');
  await browser.ready();
  await browser.examined();
  await browser.run(() => document.querySelector('.top-bar .preferences button').click());
  await browser.waitFor(() => document.documentElement.lang === 'es');
  await browser.run(() => document.querySelectorAll('.k-buttons input')[1].click());
  await browser.waitFor(() => document.documentElement.dataset.k === '3', 30_000);
  assert.equal(await browser.text('#failure'), '');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a tab keeps its result when it is hidden, left and reopened, or opened twice', { skip: lacking('tabs') }, async (t) => {
  const browser = await start(t);
  const first = await browser.driver.getWindowHandle();
  const shown = await browser.fingerprint();

  // A hidden tab goes on with its work.
  await change(browser, 5);
  await browser.driver.switchTo().newWindow('tab');
  await browser.open('#preset=crime&k=3');
  await browser.ready();
  assert.equal(await browser.run(() => document.documentElement.dataset.k), '3');
  const second = await browser.driver.getWindowHandle();
  await browser.driver.switchTo().window(first);
  await browser.waitFor((shown) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return state === 'ready' && fingerprint !== shown;
  }, 30_000, shown);
  const changed = await browser.fingerprint();

  // Goes to another page and back.
  await browser.driver.get('about:blank');
  await browser.driver.navigate().back();
  await browser.waitFor((changed) => document.documentElement.dataset.fingerprint === changed, 30_000, changed);
  await browser.ready();
  await browser.run(() => document.querySelectorAll('.k-buttons input')[2].click());
  await browser.waitFor(() => document.documentElement.dataset.k === '4', 30_000);

  await browser.driver.switchTo().window(second);
  assert.equal(await browser.run(() => document.documentElement.dataset.k), '3', 'the other tab is another page');
  await browser.driver.close();
  await browser.driver.switchTo().window(first);
});

/** Prints how long it took. The times depend on the machine, so none is asserted. */
function report(t, times) {
  for (const [kind, at, message, usable] of times) t.diagnostic(`${kind} at ${at}: said after ${message} ms, usable after ${usable} ms`);
}
