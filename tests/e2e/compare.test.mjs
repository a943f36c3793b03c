// Compare with another preset, another period and another method: choose it, see it, share its link, save its files, on every screen size.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { analyzeBinary, Browser, data, without } from './harness.mjs';

const tables = ['data/crime/part1_2016-2021.csv', 'data/neighborhoods/census2010.geojson'];

async function opened(t, query = '', options = { width: 1440 }) {
  const browser = await Browser.start(options);
  t.after(() => browser.stop());
  await browser.open(query);
  await browser.ready();
  await browser.waitFor('#versus');
  return browser;
}

/** Scrolls to the section. Only then does the page ask the worker for the comparison. */
const show = (browser, css = '#compare') => browser.run((css) => {
  document.querySelector(css).scrollIntoView({ block: 'start', behavior: 'instant' });
}, css);

/** Waits until the page shows this comparison. */
const compared = (browser, versus, ms = 20_000) => browser.waitFor((versus) =>
  document.querySelector('#compare').dataset.versus === versus
  && document.querySelector('#chart-crosstab')?.getAttribute('aria-label').length > 40, ms, versus);

/** Chooses a value in a menu. */
const choose = (browser, css, value) => browser.run((css, value) => {
  const select = document.querySelector(css);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}, css, value);

/** Returns the cells of the table of groups. */
const pairs = (browser) => browser.run(() =>
  [...document.querySelectorAll('#compare-groups tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent.trim())));

const query = (browser) => browser.run(() => location.hash);

const label = (browser, css) => browser.run((css) => document.querySelector(css).getAttribute('aria-label'), css);

test('two presets are compared on the page, in the link and in the saved files', async (t) => {
  const browser = await opened(t, '#preset=census');
  assert.equal(await browser.run(() => document.querySelector('#compare-groups')), null, 'nothing is compared by itself');
  const fingerprint = await browser.fingerprint();
  await choose(browser, '#versus', 'preset.crime');
  await show(browser);
  await compared(browser, 'preset.crime');
  assert.match(await query(browser), /&vs=preset\.crime/);
  const lines = await pairs(browser);
  assert.deepEqual(lines.slice(0, 5).map((line) => line[0]), ['A', 'B', 'C', 'D', 'E']);
  assert.match(await browser.text('.versus-words .finding'), /adjusted Rand index [\d.]+, where 1 means the same groups/);
  assert.match(await browser.text('.versus-words .aside'), /^The same [\d,]+ victims, grouped twice: “Crime and neighborhood” and “Crime”/);
  for (const side of ['first', 'other']) assert.match(await label(browser, `#chart-map-${side}`), /Map of \d+ neighborhoods\. Largest group in each neighborhood/);
  assert.match(await label(browser, '#chart-crosstab'), /Of group A, \d+% are in group A/);
  assert.equal(await browser.fingerprint(), fingerprint, 'what is shown stays as it is');

  // The numbers are in a fold that a key opens.
  const rows = await browser.run(() => {
    const details = document.querySelector('figure:has(#chart-crosstab) details:not(.menu)');
    details.open = true;
    return new Promise((resolve) => setTimeout(() => resolve(details.querySelectorAll('tbody tr').length), 300));
  });
  assert.equal(rows, 6, 'a line for each group, and one for all');

  // The other analysis chooses its own number of groups, then the same number again.
  await browser.click('#versus-own-k');
  await compared(browser, 'preset.crime,own');
  assert.match(await query(browser), /&vs=preset\.crime,own/);
  await browser.run(() => history.back());
  await compared(browser, 'preset.crime');
  assert.equal(await browser.run(() => document.querySelector('#versus-own-k').checked), false);

  // The saved table and summary have the same numbers.
  await browser.run(() => {
    document.querySelector('#export').open = true;
    const entries = [...document.querySelectorAll('#export li button')];
    entries.find((entry) => entry.textContent.includes('comparison.csv')).click();
  });
  const csv = (await readFile(await browser.download(/comparison\.csv$/), 'utf8')).trim().split('\n');
  assert.equal(csv[0], 'group,other_group,other_letter,victims,share_of_group,share_of_other,jaccard,matched,suppressed');
  assert.equal(csv.length, 26);
  const victims = csv.slice(1).reduce((sum, line) => sum + Number(line.split(',')[3]), 0);
  assert.match(await browser.text('.versus-words .aside'), new RegExp(`The same ${victims.toLocaleString('en-US')} victims`));
  await browser.run(() => {
    document.querySelector('#export').open = true;
    document.querySelector('figure:has(#chart-map-other) .save').open = true;
    document.querySelectorAll('figure:has(#chart-map-other) .save li button')[1].click();
  });
  assert.match(await readFile(await browser.download(/-map-other\.svg$/), 'utf8'), /evenodd/);

  // A new browser opens the address and shows the same comparison.
  const other = await opened(t, await query(browser));
  assert.equal(await other.run(() => document.querySelector('#compare-groups')), null, 'not before it is near');
  await show(other);
  await compared(other, 'preset.crime');
  assert.deepEqual(await pairs(other), lines);
  assert.deepEqual(await browser.consoleErrors(), []);
  assert.deepEqual(await other.consoleErrors(), []);
});

test('a period chosen by keyboard is compared again when the result changes', async (t) => {
  const browser = await opened(t, '#preset=crime');
  await show(browser);
  await (await browser.waitFor('#versus')).sendKeys('2022');
  await compared(browser, 'years.2022');
  const header = await browser.text('#compare-groups thead');
  assert.match(header, /2024, this analysis/);
  assert.match(header, /2022, in the groups of 2024/);
  const [first] = await pairs(browser);
  assert.equal(first.length, 7);
  // Pointing at a line highlights its group on both maps and everywhere else.
  await browser.run(() => document.querySelector('#compare-groups tbody tr').dispatchEvent(new PointerEvent('pointerenter')));
  await browser.waitFor(() => document.documentElement.dataset.lit === 'A');
  await browser.run(() => document.querySelector('#compare-groups tbody tr').dispatchEvent(new PointerEvent('pointerleave')));
  // After k changes, the comparison runs again with that k.
  await choose(browser, '#versus', 'years.2023');
  await compared(browser, 'years.2023');
  await browser.run(() => document.querySelectorAll('.k-buttons input')[1].click());
  await browser.ready();
  await show(browser);
  await browser.waitFor(() => document.querySelectorAll('#compare-groups tbody tr').length === 3, 20_000);
  // If a comparison fails, the page says why and keeps the one on the screen.
  const hopeless = await opened(t, '#preset=crime&vs=years.1999');
  await show(hopeless);
  await hopeless.waitFor(() => /1999/.test(document.querySelector('.versus-state .warning').textContent), 20_000);
  assert.equal(await hopeless.state(), 'ready');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the latent classes of the verdict become the groups, with the numbers of analyze, and are compared with KMeans', async (t) => {
  const out = await mkdtemp(path.join(tmpdir(), 'victim-clusters-classes-'));
  t.after(() => rm(out, { recursive: true, force: true }));
  await promisify(execFile)(analyzeBinary, ['--sample', '--preset', 'crime', '--method', 'classes', '--examine', 'none', '--out', out]);
  const expected = JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8'));

  const browser = await opened(t, '#preset=crime');
  const kmeans = await browser.fingerprint();
  await browser.rest();
  await browser.waitFor('#other-method button', 60_000);
  await browser.run(() => document.querySelector('#other-method button').click());
  await browser.waitFor((kmeans) => document.documentElement.dataset.fingerprint !== kmeans, 60_000, kmeans);
  await browser.ready();
  assert.equal(await browser.fingerprint(), expected.fingerprint);
  assert.match(await query(browser), /&method=classes/);
  assert.match(await browser.text('section:has(#how-many-title) .lede'), /^Five, because so many latent classes describe the victims best\./);
  await browser.waitFor('#chart-bic');
  assert.match(await browser.text('#checklist'), /Fit of every number of classes[^]*5 classes: log-likelihood/);
  assert.equal(await browser.run(() => document.querySelector('#method').value), 'classes');
  await browser.run(() => {
    document.querySelector('#export').open = true;
    const entries = [...document.querySelectorAll('#export li button')];
    entries.find((entry) => entry.textContent.includes('labels.csv')).click();
  });
  const labels = await readFile(await browser.download(/labels\.csv$/), 'utf8');
  assert.match(labels, /^row,id,group,reason,posterior_0,posterior_1,posterior_2,posterior_3,posterior_4\n/);
  assert.equal(labels, await readFile(path.join(out, 'labels.csv'), 'utf8'));

  await choose(browser, '#versus', 'method.kmeans');
  await show(browser);
  await compared(browser, 'method.kmeans');
  assert.match(await browser.text('.versus-words .aside'), /^The same [\d,]+ victims, grouped twice: “Latent classes” and “KMeans on components”/);
  assert.match(await browser.text('.versus-words .finding'), /adjusted Rand index [\d.]+, where 1 means the same groups/);
  await browser.run(() => history.back());
  await browser.run(() => history.back());
  await browser.waitFor((kmeans) => document.documentElement.dataset.fingerprint === kmeans, 60_000, kmeans);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('axe finds no violation in the comparison on a phone, in dark mode, in Spanish', async (t) => {
  const browser = await opened(t, '#preset=crime&vs=years.2022', { width: 320, height: 700 });
  await browser.run(() => { localStorage.setItem('theme', 'dark'); localStorage.setItem('language', 'es'); });
  await browser.open('#preset=crime&vs=years.2022');
  await browser.ready();
  await browser.waitFor('#versus');
  await show(browser);
  await compared(browser, 'years.2022');
  assert.equal(await browser.text('#compare-title'), 'Comparar');
  assert.match(await browser.text('.versus-words .aside'), /víctimas de 2022 se coloca en el grupo más cercano de 2024/);
  assert.equal(await browser.run(() => document.documentElement.scrollWidth > innerWidth), false, 'no sideways scrolling');
  await browser.screenshot('compare-phone');
  await show(browser, '#chart-map-other');
  await browser.screenshot('compare-phone-maps');
  await browser.run(() => scrollTo({ top: 0, behavior: 'instant' }));
  assert.deepEqual(await browser.axe(), []);
  await browser.resize(1440, 900);
  await show(browser);
  await browser.waitFor(() => document.querySelector('#chart-crosstab').width > 600);
  await browser.screenshot('compare-dark');
  await browser.run(() => { localStorage.clear(); });
  await browser.open('#preset=crime&vs=years.2022');
  await browser.ready();
  await browser.waitFor('#versus');
  await show(browser);
  await compared(browser, 'years.2022');
  await browser.run(() => scrollTo({ top: 0, behavior: 'instant' }));
  assert.deepEqual(await browser.axe(), []);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('one year of a real table against the year before', { skip: without(...tables) }, async (t) => {
  const browser = await opened(t, '#years=2019&preset=census&k=5');
  await browser.upload('#file-input', tables.map(data));
  await browser.waitFor(() => /36,819/.test(document.querySelector('.loaded').textContent), 60_000);
  await browser.ready();
  await choose(browser, '#versus', 'years.2018');
  const start = Date.now();
  await show(browser);
  await compared(browser, 'years.2018', 60_000);
  t.diagnostic(`compared after ${Date.now() - start} ms`);
  assert.match(await browser.text('.versus-words .aside'), /^Each of the 38,958 victims of 2018/);
  assert.deepEqual((await pairs(browser)).map((line) => line[0]), ['A', 'B', 'C', 'D', 'E']);
  await show(browser);
  await browser.screenshot('compare-real');
  // Both maps show rates with the same classes.
  await browser.run(() => document.querySelector('input[name="map-mode"][value="rate"]').click());
  await browser.waitFor(() => [...document.querySelectorAll('.two-maps figcaption')]
    .every((caption) => caption.textContent.includes('Victims per 1,000 residents')));
  await browser.screenshot('compare-rates');
  assert.deepEqual(await browser.consoleErrors(), []);
});
