// Walks of a visitor and of an analyst, on the sample and on the real tables.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { Key } from 'selenium-webdriver';
import { analyzeBinary, Browser, data, lacking, long, without } from './harness.mjs';

const run = promisify(execFile);
const crime = 'data/crime/part1_2016-2021.csv';
const regions = 'data/neighborhoods/census2010.geojson';

let folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-walk-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Runs `analyze` and returns the summary that it writes. */
async function analyze(...args) {
  const out = await mkdtemp(path.join(folder, 'native-'));
  await run(analyzeBinary, [...args, '--out', out]);
  return JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8'));
}

/** Writes a file that can be dropped on the page. */
async function file(name, content) {
  const where = path.join(folder, name);
  await writeFile(where, content);
  return where;
}

async function start(t, options) {
  const browser = await Browser.start(options);
  t.after(() => browser.stop());
  return browser;
}

const k = (browser) => browser.run(() => document.documentElement.dataset.k);
const query = (browser) => browser.run(() => location.hash);

/** Waits for a result with another fingerprint. */
const isOther = (browser, fingerprint, ms = 120_000) => browser.waitFor((before) => {
  const { state, fingerprint } = document.documentElement.dataset;
  return state === 'ready' && fingerprint !== before;
}, ms, fingerprint);

/** Sets a control's value and dispatches the event that a person's input would. */
const set = (browser, css, value, event) => browser.run((css, value, event) => {
  const control = document.querySelector(css);
  control.value = value;
  control.dispatchEvent(new Event(event, { bubbles: true }));
}, css, value, event);

/** Counts the colors on the map's canvas. */
const mapColors = (browser) => browser.run(() => {
  const canvas = document.querySelector('#map');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const colors = new Set();
  for (let at = 0; at < data.length; at += 4 * 7) colors.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
  return colors.size;
});

test('the first visit shows the analyzed sample', async (t) => {
  const browser = await start(t, { width: 1440 });
  await browser.open();
  await browser.ready();
  assert.equal(await k(browser), '5', 'the five planted groups');
  assert.match(await browser.text('#banner'), /made-up city/);
  assert.equal((await browser.driver.findElements({ css: '.group-card' })).length, 5);
  assert.match(await browser.text('#headline'), /[Ff]ive groups/);
  assert.ok(await mapColors(browser) > 10, 'the map has colors');
  const native = await analyze('--sample');
  assert.equal(await browser.fingerprint(), native.fingerprint);
  await browser.screenshot('sample-1440');
  assert.deepEqual(await browser.axe(), []);
  assert.deepEqual(await browser.consoleErrors(), []);
});

describe('the real city', { skip: without(crime, regions) }, () => {
  test('dropped on the page, the files become a map with groups, with the same numbers as analyze', async (t) => {
    const browser = await start(t, { width: 1440 });
    await browser.open();
    await browser.ready();
    const sample = await browser.fingerprint();
    await browser.drop('body', [data(crime), data(regions)]);
    await isOther(browser, sample);
    const native = await analyze(data(crime), data(regions), '--link', await query(browser));
    assert.equal(await browser.fingerprint(), native.fingerprint);
    assert.equal(await k(browser), String(native.k));
    assert.equal((await browser.driver.findElements({ css: '.group-card' })).length, native.k);
    assert.equal((await browser.driver.findElements({ css: '#banner' })).length, 0, 'nothing is left of the sample');
    assert.match(await browser.text('#rows-report'), /212,910/);
    assert.ok(await mapColors(browser) > 10, 'the map has colors');
    await browser.screenshot('real-1440');
    assert.deepEqual(await browser.axe(), []);

    // Opens the regions first and the table second, with settings from a link: one year, four groups.
    const other = await start(t);
    await other.open('#preset=crime&years=2018&k=4');
    await other.ready();
    await other.upload('#file-input', [data(regions)]);
    await other.waitFor(() => document.querySelector('#failure')?.innerText.includes('278 neighborhoods'));
    await other.upload('#file-input', [data(crime)]);
    await other.waitFor(() => document.querySelector('.loaded')?.innerText.includes('2018'), 60_000);
    await other.ready();
    assert.equal(await k(other), '4');
    const link = await analyze(data(crime), data(regions), '--link', 'preset=crime&years=2018&k=4');
    assert.equal(await other.fingerprint(), link.fingerprint);
    assert.deepEqual([...await browser.consoleErrors(), ...await other.consoleErrors()], []);
  });

  test('after a long job is cancelled the page still works', async (t) => {
    const browser = await start(t);
    await browser.open();
    await browser.ready();
    await browser.drop('body', [data(crime), data(regions)]);
    await isOther(browser, await browser.fingerprint());
    const shown = await browser.fingerprint();
    await set(browser, '#period', 'all', 'change');
    await browser.click('#cancel');
    await browser.waitFor(() => document.documentElement.dataset.state === 'ready' && !document.querySelector('#progress'), 3000);
    assert.equal(await browser.fingerprint(), shown, 'what was on the screen stays');
    assert.equal(await browser.run(() => document.querySelector('#period').value), '2020', 'the controls are those of the result');
    // Once more, and then a change that comes to its end.
    await set(browser, '#period', 'all', 'change');
    await browser.click('#cancel');
    await browser.waitFor(() => document.documentElement.dataset.state === 'ready' && !document.querySelector('#progress'), 3000);
    await set(browser, '#k', '3', 'input');
    await isOther(browser, shown);
    assert.equal(await k(browser), '3');
    assert.deepEqual(await browser.consoleErrors(), []);
  });
});

test('the address holds the settings, Back undoes a change, and a shared link gives the same result', async (t) => {
  const browser = await start(t);
  await browser.open('#preset=crime');
  await browser.ready();
  const first = await browser.fingerprint();
  await set(browser, '#k', '4', 'input');
  await isOther(browser, first);
  assert.equal(await k(browser), '4');
  assert.match(await query(browser), /k=4/);
  await browser.travel(-1);
  await browser.waitFor((first) => document.documentElement.dataset.fingerprint === first, 20_000, first);
  await browser.travel(1);
  await browser.waitFor(() => document.documentElement.dataset.k === '4', 20_000);
  // For the same settings, Share copies the link that analyze writes.
  const native = await analyze('--sample', '--link', await query(browser));
  const other = await start(t);
  await other.open(native.link);
  await other.ready();
  assert.match(await other.text('#link-outcome'), /[Rr]eproduced exactly/);
  assert.equal(await other.fingerprint(), native.fingerprint);
  await other.open(native.link.replace(/fingerprint=\w+/, 'fingerprint=0123456789abcdef'));
  await other.ready();
  assert.doesNotMatch(await other.text('#link-outcome'), /[Rr]eproduced/);
  await other.open('#k=99&colour=red');
  await other.ready();
  assert.match(await other.text('body'), /k must be from 2 to 12, found “99”/);
  assert.deepEqual([...await browser.consoleErrors(), ...await other.consoleErrors()], []);
});

test('a bad file gets one clear sentence and leaves the result on the screen', async (t) => {
  const browser = await start(t);
  await browser.open();
  await browser.ready();
  const shown = await browser.fingerprint();
  const polygon = { type: 'Polygon', coordinates: [[[-76.6, 39.2], [-76.5, 39.2], [-76.5, 39.3], [-76.6, 39.2]]] };
  const nameless = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { Population: 5 }, geometry: polygon }] };
  const bad = [
    [await file('portal.csv', '<!DOCTYPE html><html><title>Sign in</title></html>'), /“portal\.csv”: expected a crime table .* found a web page/],
    [await file('empty.csv', ''), /“empty\.csv”: the file is empty: expected a crime table/],
    [await file('nameless.geojson', JSON.stringify(nameless)), /“nameless\.geojson”: .*name/],
  ];
  for (const [path, sentence] of bad) {
    await browser.upload('#file-input', [path]);
    await browser.waitFor((source) => new RegExp(source).test(document.querySelector('#failure')?.innerText), 10_000, sentence.source);
    assert.equal(await browser.fingerprint(), shown);
    assert.equal((await browser.driver.findElements({ css: '.group-card' })).length, 5);
  }
  await browser.screenshot('failure-1280');
  assert.deepEqual(await browser.axe(), []);
  // For a table without a known crime column the page asks what its columns mean.
  await browser.upload('#file-input', [await file('people.csv', 'Name,Population\nAbell,889\n')]);
  await browser.waitFor('#mapping[open]');
  assert.match(await browser.text('#mapping .warning'), /“people\.csv”: expected a column that says what happened .* found the columns “Name” and “Population”/);
  assert.equal(await browser.fingerprint(), shown);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('saved files of the analysis equal the files that analyze writes', async (t) => {
  const browser = await start(t);
  await browser.open('#preset=crime');
  await browser.ready();
  await browser.examined();
  const out = await mkdtemp(path.join(folder, 'native-'));
  const everything = 'restarts,stabilities,differences,null,latent,multiverse,silhouettes';
  await run(analyzeBinary, ['--sample', '--preset', 'crime', '--examine', everything, '--out', out]);
  const files = ['labels.csv', 'table.csv', 'features.csv', 'profiles.csv', 'regions.geojson', 'summary.json', 'ledger.csv', 'mapping.json'];
  for (const name of files) {
    await browser.click('#export summary');
    await browser.run((name) => {
      [...document.querySelectorAll('#export li button')].find((button) => button.textContent.includes(name)).click();
    }, name);
    const saved = await browser.download(new RegExp(`^${name}$`));
    assert.ok((await readFile(saved)).equals(await readFile(path.join(out, name))), `${name} differs`);
  }
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a click pins a group, Escape releases it, and the keyboard finds a region', async (t) => {
  const browser = await start(t, { width: 1440 });
  await browser.open();
  await browser.ready();
  const pinned = () => browser.run(() => document.querySelectorAll('.group-card [aria-pressed="true"]').length);
  await browser.click('.group-card button[aria-pressed]');
  assert.equal(await pinned(), 1);
  await browser.run(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
  assert.equal(await pinned(), 0);
  const list = await browser.waitFor('#regions-list');
  const name = await browser.text('#regions-list .name');
  await list.sendKeys(Key.ENTER);
  await browser.waitFor((name) => document.querySelector('.region-card')?.innerText.includes(name), 5000, name);
  assert.deepEqual(await browser.axe(), []);
  assert.deepEqual(await browser.consoleErrors(), []);
});

for (const [name, width, height] of [['phone', 390, 844], ['narrow', 320, 700], ['tablet', 768, 1024]]) {
  test(`nothing is cut off on a ${name} screen, light or dark, in Spanish too`, { skip: lacking('scheme', 'narrow') || (name !== 'phone' && long) }, async (t) => {
    const browser = await start(t, { width, height });
    for (const [scheme, language] of [['light', 'en'], ['dark', 'en'], ['dark', 'es']]) {
      await browser.scheme(scheme);
      await browser.open();
      await browser.run((language) => localStorage.setItem('language', language), language);
      await browser.open();
      await browser.ready();
      assert.equal(await browser.run(() => document.documentElement.lang), language);
      const overflow = await browser.run(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      await browser.screenshot(`${name}-${scheme}-${language}`);
      assert.deepEqual(await browser.axe(), []);
    }
    assert.deepEqual(await browser.consoleErrors(), []);
  });
}
