// While new files load, the page still shows the old result, all of it: controls, headline, map and cards. After Cancel
// everything is as it was before the files were chosen.
//
//     DIST=dist node --test tests/e2e/cancel.test.mjs

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { altered, arm } from './faults.mjs';
import { Browser, data, long, without } from './harness.mjs';
import { writeSmallCity } from './small_city.mjs';

let folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-cancel-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** What belongs to the data and the result on the screen: controls, names of files, and findings. */
function readScreen() {
  const text = (css) => document.querySelector(css)?.textContent.replace(/\s+/g, ' ').trim() ?? null;
  const all = (css, of) => [...document.querySelectorAll(css)].map(of);
  return {
    fingerprint: document.documentElement.dataset.fingerprint,
    loaded: text('.top-bar .loaded summary'),
    headline: text('#headline'),
    lede: text('.headline .lede'),
    subject: text('.map-subject'),
    legend: all('#legend li', (entry) => entry.textContent),
    cards: all('.group-card', (card) => `${card.querySelector('.pin').textContent} ${card.querySelector('.share').textContent}`),
    neighborhoods: all('#regions-list .name', (name) => name.textContent),
    presets: all('input[name=preset]', ({ value, checked, disabled }) => ({ value, checked, disabled })),
    years: all('#period option', ({ value, textContent }) => ({ value, textContent })),
    year: document.querySelector('#period').value,
    filters: all('.filter', (filter) => filter.dataset.column),
    k: document.querySelector('#k').value,
    address: location.hash,
  };
}

const screen = (browser) => browser.run(readScreen);

/** The sections, with the result that each names, and whether it is busy and dimmed. */
function readSections() {
  return ['header.headline', 'section.map-panel', 'section.groups'].map((css) => {
    const root = document.querySelector(css)?.closest('[data-result]');
    const style = root && getComputedStyle(root);
    return {
      css,
      id: root?.dataset.result ?? null,
      isBusy: root?.getAttribute('aria-busy') === 'true',
      isDimmed: style ? Number(style.opacity) < 1 || style.filter !== 'none' : false,
    };
  });
}

const sections = (browser) => browser.run(readSections);

/**
 * Runs in the page: once the armed stage has begun and the page offers Cancel, reads the page and presses Cancel in one task,
 * so that the job cannot end in between. Keeps what was read in `window.loading`.
 */
function cancelInTime(readScreen, readSections) {
  const look = () => {
    const cancel = document.querySelector('#cancel');
    if (!fault.happened || !cancel) return requestAnimationFrame(look);
    window.loading = { screen: readScreen(), sections: readSections() };
    return cancel.click();
  };
  requestAnimationFrame(look);
}

const crime = 'data/crime/part1_2016-2021.csv';
const regions = 'data/neighborhoods/census2010.geojson';

/** Opens the page on the small city, which knows its victims and has three years. */
async function start(t, query) {
  const browser = await Browser.start({ width: 1440, height: 1000, instead: await altered() });
  t.after(() => browser.stop());
  await browser.open(query);
  await browser.ready();
  const sample = await browser.fingerprint();
  await browser.upload('#file-input', await writeSmallCity(folder));
  await browser.waitFor((sample) => document.documentElement.dataset.fingerprint !== sample, 60_000, sample);
  await browser.examined();
  return browser;
}

/** Opens other files, cancels when the worker is at a stage, and compares the page with what it showed before. */
async function cancelAt(browser, kind, stage, files) {
  const old = await screen(browser);
  const ids = (await sections(browser)).map(({ id }) => id);
  assert.ok(old.presets.some(({ value, disabled }) => value === 'victim' && !disabled));
  await arm(browser, kind, stage);
  await browser.driver.executeScript(`(${cancelInTime})(${readScreen}, ${readSections})`);
  await browser.upload('#file-input', files);
  const loading = await browser.waitFor(() => window.loading, 120_000);

  assert.deepEqual(loading.screen, old, 'while the files load, everything is of the old result');
  const unmarked = loading.sections.filter(({ id }) => id === null).map(({ css }) => css);
  assert.deepEqual(unmarked, [], 'these sections have no data-result, so nothing says which result they show');
  assert.deepEqual(loading.sections.map(({ id }) => id), ids);
  assert.deepEqual(loading.sections.filter(({ isBusy }) => !isBusy), [], 'every section is busy');
  // Sections lose their colors after a moment. A stuck worker lasts that long.
  if (kind === 'stuck') await browser.waitFor(() => getComputedStyle(document.querySelector('header.headline')).filter !== 'none', 10_000);

  await browser.waitFor(() => document.documentElement.dataset.state !== 'working' && !document.querySelector('#progress'), 60_000);
  assert.deepEqual(await screen(browser), old, 'after Cancel everything is as before');
  // Dimming may fade out.
  await browser.waitFor(() => ['header.headline', 'section.map-panel', 'section.groups'].every((css) => {
    const root = document.querySelector(css).closest('[data-result]');
    return root.getAttribute('aria-busy') !== 'true' && getComputedStyle(root).opacity === '1' && getComputedStyle(root).filter === 'none';
  }));

  // The controls work on the old data.
  await browser.run(() => {
    const slider = document.querySelector('#k');
    slider.value = '3';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await browser.waitFor(() => document.documentElement.dataset.k === '3' && document.documentElement.dataset.state === 'ready', 60_000);
  assert.equal((await screen(browser)).loaded, old.loaded);
}

// The other files have no victims and other years, so that controls on them differ.
const stages = [['is read', 'read'], ['has been read and is analyzed', 'cluster']];

for (const [when, stage] of stages) {
  test(`Cancel while a table ${when}, by a worker that is stuck, leaves controls and findings as they were`, { skip: long }, async (t) => {
    const browser = await start(t, '#preset=victim&k=4');
    await cancelAt(browser, 'stuck', stage, await writeSmallCity(folder, { seed: 2, firstYear: 2015, hasVictims: false }));
  });

  test(`Cancel while a large table ${when} leaves controls and findings as they were`, { skip: without(crime, regions) }, async (t) => {
    const browser = await start(t, '#preset=victim&k=4&years=all');
    await cancelAt(browser, 'pass', stage, [data(crime), data(regions)]);
  });
}
