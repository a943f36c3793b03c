import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Browser } from './harness.mjs';

const kinds = ['THEFT', 'ROBBERY', 'ASSAULT'];
const places = ['STREET', 'STORE', 'RESIDENCE'];

/** Opens a table of these lines and waits until it is shown. */
async function opened(t, name, lines) {
  const made = await mkdtemp(path.join(tmpdir(), 'victim-clusters-'));
  t.after(() => rm(made, { recursive: true, force: true }));
  const file = path.join(made, name);
  await writeFile(file, lines.join('\n'));
  const browser = await Browser.start();
  t.after(() => browser.stop());
  await browser.open('#years=all&k=3');
  await browser.ready();
  await browser.drop('body', [file]);
  await browser.waitFor((name) => document.documentElement.dataset.state === 'ready'
    && document.querySelector('.top-bar .loaded').textContent.includes(name), 60_000, name);
  return browser;
}

const method = (browser) => browser.run(() => document.querySelector('#method-text').textContent);

/** Presses the button of a caution and waits for the next result. */
async function press(browser, label) {
  const before = await browser.fingerprint();
  await browser.run((label) => [...document.querySelectorAll('#cautions button')].find((button) => button.textContent === label).click(), label);
  await browser.waitFor((old) => document.documentElement.dataset.state === 'ready' && document.documentElement.dataset.fingerprint !== old, 60_000, before);
}

test('a victim with several rows counts once after a click, and the dialog and the link say so', async (t) => {
  // Three rows for two victims.
  const row = (at) => `${Math.floor(at * 2 / 3)},${1 + (at % 12)}/15/2021,${kinds[(at * 5 + (at >> 3)) % 3]},${places[(at * 3 + (at >> 2)) % 3]}`;
  const browser = await opened(t, 'victims.csv', ['Victim ID,Date,Offense,Premise', ...Array.from({ length: 600 }, (_, at) => row(at))]);
  await browser.waitFor(() => document.querySelector('#cautions')?.textContent.includes('600 rows are of 400 victims'));
  await browser.waitFor(() => document.querySelector('#method-text')?.textContent.includes('One row is one offense of one victim: 1.50 rows a victim, by the column Victim ID.'));
  assert.match(await method(browser), /Each row counts as one victim\./);
  await press(browser, 'Count each one once');
  assert.match(await browser.run(() => location.hash), /counting=once/);
  await browser.waitFor(() => document.querySelector('.top-bar .loaded').textContent.includes('400 victims'));
  await browser.waitFor(() => document.querySelector('#method-text').textContent.includes('Each victim counts once, with the first row'));
  await browser.click('#loaded summary');
  await browser.waitFor(() => document.querySelector('#loaded .facts')?.textContent.includes('One row is one offense of one victim'));
  assert.deepEqual(await browser.axe(), []);

  await browser.run(() => document.querySelector('#show-mapping').click());
  await browser.waitFor('#mapping[open]');
  assert.equal(await browser.run(() => document.querySelector('#counting').selectedOptions[0].textContent), 'each victim or case counts once');
  assert.deepEqual(await browser.axe(), []);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('suspects are left out of a table of persons until a click keeps them', async (t) => {
  const row = (at) => `${at},${['VIC', 'SUS', 'VIC', 'ARR'][at % 4]},${1 + (at % 12)}/15/2021,${kinds[(at * 5 + (at >> 3)) % 3]},${places[(at * 3 + (at >> 2)) % 3]}`;
  const browser = await opened(t, 'persons.csv', ['Report No,involvement,Date,Offense,Premise', ...Array.from({ length: 800 }, (_, at) => row(at))]);
  await browser.waitFor(() => document.querySelector('.top-bar .loaded').textContent.includes('400 victims'));
  await browser.waitFor(() => document.querySelector('#cautions')?.textContent.includes('Column involvement tells victims from other persons: 400 rows'));
  await press(browser, 'Count these persons, too');
  assert.match(await browser.run(() => location.hash), /counting=rows/);
  await browser.waitFor(() => document.querySelector('.top-bar .loaded').textContent.includes('800 victims'));
  assert.deepEqual(await browser.consoleErrors(), []);
});
