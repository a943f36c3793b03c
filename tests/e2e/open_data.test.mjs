import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { Browser, lacking, long } from './harness.mjs';
import { publish } from './open_data_server.mjs';

const faults = ['good', 'busy', 'error', 'stuck', 'cut', 'short', 'slow', 'closed', 'moved'];

/** Makes a catalog with a table and regions for each fault. */
function catalog(url) {
  const source = (fault, role) => ({
    title: { en: `${role} (${fault})`, es: `${role} (${fault}, es)` },
    protocol: 'arcgis-layer',
    url: `${url}/${fault}/${role === 'crime' ? 'table' : 'regions'}/FeatureServer/0`,
    role,
    publisher: 'City of Examples',
    license: 'CC0',
  });
  const sources = Object.fromEntries(faults.flatMap((fault) => ['crime', 'regions'].map((role) => [`${fault}-${role}`, source(fault, role)])));
  const offers = faults.map((fault) => ({ id: fault, title: { en: `Offer ${fault}` }, about: { en: 'A test.' }, sources: [`${fault}-crime`, `${fault}-regions`] }));
  return JSON.stringify({ sources, offers });
}

/** Opens the page with the open-data dialog, and a server of open data. */
async function visit(t, options) {
  const server = await publish(options);
  t.after(() => server.close());
  const browser = await Browser.start({ instead: { 'sources.json': catalog(server.url) } });
  t.after(() => browser.stop());
  await browser.open('#k=3');
  await browser.ready();
  await show(browser);
  return { server, browser };
}

async function show(browser) {
  await browser.click('#banner button:not(.main), .top-bar .tools > button:nth-of-type(2)');
  await browser.waitFor('#open-data[open] .offer');
}

const press = (browser, fault, button = '.fetch') => browser.click(`[data-offer="${fault}"] ${button}`);

/** Deletes the stored copy. */
async function forget(browser) {
  await press(browser, 'good', '.delete-kept');
  await browser.waitFor(() => !document.querySelector('[data-offer="good"] .open-kept'));
}

/** Waits until the page shows other data. */
async function shown(browser, before) {
  await browser.waitFor((before) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return state === 'ready' && fingerprint && fingerprint !== before;
  }, 60_000, before);
}

const rowsRead = (browser) => browser.run(() => document.querySelector('.top-bar .loaded').textContent);

test('open data is fetched page by page after a click, and a link to it offers the same data', async (t) => {
  const { server, browser } = await visit(t);
  const sample = await browser.fingerprint();
  assert.deepEqual(server.asked, [], 'nothing is asked for before the click');
  assert.deepEqual(await browser.axe(), []);
  await browser.screenshot('open-data');
  await press(browser, 'good');
  await shown(browser, sample);
  assert.match(await rowsRead(browser), /good-crime\.csv .* good-regions\.geojson .* 5,000 victims/);
  const fingerprint = await browser.fingerprint();
  const asked = server.asked.length;
  // Two descriptions, two counts, 6 pages of the table and 2 of the regions.
  assert.equal(asked, 12, server.asked.join('\n'));

  await show(browser);
  await forget(browser);
  // A link to the data offers to fetch them and gives the same numbers.
  await browser.open(`#k=3&crime=good-crime.csv&regions=good-regions.geojson&fingerprint=${fingerprint}&v=2`);
  await browser.ready();
  await browser.waitFor('#open-linked');
  assert.match(await browser.text('#open-linked'), /^Fetch “Offer good” from 127\.0\.0\.1:\d+$/);
  assert.equal(server.asked.length, asked, 'nothing is asked for before the click');
  await browser.screenshot('open-data-linked');
  await browser.click('#open-linked');
  await browser.waitFor('#link-outcome.good', 60_000);
  // The page writes its marks after everything in view is drawn.
  await browser.waitFor((wanted) => document.documentElement.dataset.fingerprint === wanted, 10_000, fingerprint);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('fetched data is stored, opens again without the network, and can be deleted', { skip: lacking('caches') }, async (t) => {
  const { server, browser } = await visit(t);
  const sample = await browser.fingerprint();
  await press(browser, 'good');
  await shown(browser, sample);
  const fingerprint = await browser.fingerprint();
  const asked = server.asked.length;

  await show(browser);
  assert.match(await browser.text('[data-offer="good"] .open-kept'), /^Open the copy of /);
  await browser.screenshot('open-data-kept');
  await browser.open('#k=3');
  await browser.ready();
  await show(browser);
  await press(browser, 'good', '.open-kept');
  await shown(browser, sample);
  assert.equal(await browser.fingerprint(), fingerprint);
  assert.equal(server.asked.length, asked, 'the copy is opened, the server is not asked');

  await show(browser);
  await forget(browser);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('requests are retried if a server is busy or puts an error into a good status', { skip: long }, async (t) => {
  const { browser } = await visit(t);
  for (const fault of ['busy', 'error']) {
    await press(browser, fault);
    await browser.waitFor((fault) => {
      const loaded = document.querySelector('.top-bar .loaded').textContent;
      return document.documentElement.dataset.state === 'ready' && loaded.includes(`${fault}-crime.csv`) && loaded.includes('5,000 victims');
    }, 60_000, fault);
    await show(browser);
  }
});

test('a broken download resumes where it stopped', { skip: long }, async (t) => {
  const { server, browser } = await visit(t);
  const sample = await browser.fingerprint();
  await press(browser, 'cut');
  await browser.waitFor('#fetch-failure', 30_000);
  assert.match(await browser.text('#fetch-failure'), /127\.0\.0\.1:\d+ could not be reached, or broke off .* 5 times in a row/);
  assert.deepEqual(await browser.axe(), []);
  await browser.screenshot('open-data-cut');
  assert.equal(await browser.fingerprint(), sample, 'what was shown still is');
  server.repair();
  const before = server.asked.length;
  await browser.click('#fetch-failure .main');
  await shown(browser, sample);
  assert.match(await rowsRead(browser), /5,000 victims/);
  const offsets = server.asked.slice(before).filter((url) => url.includes('/table/')).map((url) => Number(new URL(url, 'http://a').searchParams.get('resultOffset')));
  assert.ok(offsets.length > 0 && offsets.every((offset) => offset >= 1999), `pages that had come are not asked for again: ${offsets}`);
});

for (const [fault, expected] of [
  ['stuck', /says that there is more after row 2,?\d+, but sends none/],
  ['short', /could not be reached, or broke off/],
  ['closed', /do not let other pages read them: then download the file from its own page and open it here/],
  ['moved', /expected a description of the layer, found “<!doctype html><title>We have moved/],
]) {
  test(`a server with the fault “${fault}” gets a clear message`, { skip: fault !== 'short' && long }, async (t) => {
    const { browser } = await visit(t);
    const sample = await browser.fingerprint();
    await press(browser, fault);
    await browser.waitFor('#fetch-failure', 30_000);
    assert.match(await browser.text('#fetch-failure'), expected);
    assert.equal(await browser.fingerprint(), sample);
    // The dialog still works.
    await press(browser, 'good');
    await shown(browser, sample);
  });
}

test('a slow download can be stopped, and addresses of every kind can be fetched', { skip: long }, async (t) => {
  const { server, browser } = await visit(t, { rows: 1200 });
  const before = await browser.fingerprint();
  await press(browser, 'slow');
  await browser.click('#stop-fetching');
  await browser.waitFor(() => !document.querySelector('#fetching'));
  assert.equal(await browser.fingerprint(), before);

  const input = await browser.waitFor('#address');
  await input.sendKeys('ftp://example.org/a.csv', Key.ENTER);
  await browser.waitFor('#address-hint.warning');
  for (const [address, name] of [
    [`${server.url}/good/files/crimes.csv`, 'crimes.csv'],
    [`${server.url}/good/resource/abcd-1234.csv`, '127.0.0.1'],
    [`${server.url}/good/api/download/v1/items/0123/csv?layers=0`, '127.0.0.1'],
    [`${server.url}/good/table/FeatureServer/0`, '127.0.0.1'],
  ]) {
    const field = await browser.waitFor('#address');
    await field.clear();
    await field.sendKeys(address, Key.ENTER);
    await browser.waitFor((name) => {
      const { state } = document.documentElement.dataset;
      const loaded = document.querySelector('.top-bar .loaded').textContent;
      return state === 'ready' && !document.querySelector('#open-data[open]') && loaded.includes(name) && loaded.includes('1,200 victims');
    }, 30_000, name);
    await browser.open('#k=3');
    await browser.ready();
    await show(browser);
  }
});
