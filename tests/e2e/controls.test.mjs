// The controls: filters, encoding and weight of columns, census figures; bad numbers, undo, and help.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { analyzeBinary, Browser, data, lacking, long, without } from './harness.mjs';

const crime = 'data/crime/part1_2016-2021.csv';
const regions = 'data/neighborhoods/census2010.geojson';

async function opened(t, options, query = '') {
  const browser = await Browser.start(options);
  t.after(() => browser.stop());
  await browser.open(query);
  await browser.ready();
  return browser;
}

/** Runs `analyze` and returns the summary that it writes. */
async function analyze(t, ...args) {
  const out = await mkdtemp(path.join(tmpdir(), 'victim-clusters-controls-'));
  t.after(() => rm(out, { recursive: true, force: true }));
  await promisify(execFile)(analyzeBinary, [...args, '--examine', 'none', '--out', out]);
  return JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8'));
}

const query = (browser) => browser.run(() => location.hash);

/** Waits for a result with another fingerprint and returns it. */
const isOther = (browser, fingerprint, ms = 120_000) => browser.waitFor((before) => {
  const { state, fingerprint } = document.documentElement.dataset;
  return state === 'ready' && fingerprint !== before && fingerprint;
}, ms, fingerprint);

const hasFingerprint = (browser, fingerprint) => browser.waitFor((wanted) => {
  const { state, fingerprint } = document.documentElement.dataset;
  return state === 'ready' && fingerprint === wanted;
}, 60_000, fingerprint);

/** Sets a control's value and dispatches the event that a person's input would. */
const set = (browser, css, value, event = 'change') => browser.run((css, value, event) => {
  const control = document.querySelector(css);
  control.value = value;
  control.dispatchEvent(new Event(event, { bubbles: true }));
}, css, value, event);

/** Unfolds what a selector finds. */
const unfold = (browser, css) => browser.run((css) => { document.querySelector(css).open = true; }, css);

const press = (browser, css) => browser.run((css) => document.querySelector(css).click(), css);

/** Presses a button below "Undo": 0 undo, 1 redo, 2 reset. */
const step = (browser, at) => browser.run((at) => document.querySelectorAll('.steps button')[at].click(), at);

const key = (browser, key) => browser.run((key) => {
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}, key);

/** Returns the axe violations in both themes. */
async function axe(browser) {
  const found = [];
  for (const scheme of ['light', 'dark']) {
    await browser.run((scheme) => { document.documentElement.dataset.theme = scheme; }, scheme);
    found.push(...await browser.axe());
  }
  await browser.run(() => { delete document.documentElement.dataset.theme; });
  return found;
}

const crimes = '.filter[data-column="description"]';

test('a filter limits the victims, is in the address, and can be undone, shared and cleared', async (t) => {
  const browser = await opened(t, { width: 1440 });
  const all = await browser.fingerprint();
  await unfold(browser, crimes);
  const value = await browser.run((css) => document.querySelector(css).value, `${await browser.waitFor(`${crimes} input`) && crimes} input[type="checkbox"]`);
  const box = `${crimes} input[value="${value}"]`;
  await press(browser, box);
  const filtered = await isOther(browser, all);
  assert.match(await query(browser), /filters=description-/);
  assert.match(await browser.text('#only'), /^Only /);
  assert.match(await browser.loaded(), / · Only /);
  assert.match(await browser.text(`${crimes} output`), /^1 of \d+$/);
  assert.match(await browser.text('#rows-report'), /excluded by the filter/);
  assert.match(await browser.text('.headline .lede'), /do not match the filter/);
  const shownVictims = await browser.run(() => Number(document.querySelector('.top-bar .loaded summary').textContent.match(/([\d,]+) victims/)[1].replace(/,/g, '')));
  const counted = await browser.run((css) => Number(document.querySelector(css).closest('label').querySelector('small').textContent.replace(/,/g, '')), box);
  assert.ok(shownVictims > 0 && shownVictims <= counted, `${shownVictims} of ${counted}`);
  assert.deepEqual(await axe(browser), []);
  await browser.screenshot('controls-filter');

  const link = await query(browser);
  const other = await opened(t, {}, link);
  assert.equal(await other.fingerprint(), filtered);

  await step(browser, 0);
  await hasFingerprint(browser, all);
  assert.equal(await browser.text(`${crimes} output`), 'All');
  await step(browser, 1);
  await hasFingerprint(browser, filtered);
  await press(browser, `${crimes} .link.others`);
  const others = await isOther(browser, filtered);
  await press(browser, `${crimes} .link.all`);
  await hasFingerprint(browser, all);
  assert.notEqual(others, all);
  assert.doesNotMatch(await query(browser), /filters/);

  // A long list of values has a search field.
  const hoods = '.filter[data-column="neighborhood"]';
  await unfold(browser, hoods);
  await browser.waitFor(`${hoods} .find`);
  const before = await browser.run((css) => document.querySelectorAll(css).length, `${hoods} label`);
  await set(browser, `${hoods} .find`, 'ar', 'input');
  await browser.waitFor((css, before) => {
    const names = [...document.querySelectorAll(`${css} label span`)].map((span) => span.textContent.toLowerCase());
    return names.length < before && names.every((name) => name.includes('ar'));
  }, 5000, hoods, before);
  await set(browser, `${hoods} .find`, 'zzzz', 'input');
  await browser.waitFor((css) => /No value/.test(document.querySelector(css).textContent), 5000, `${hoods} .values`);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a filter without matching rows gets a message and leaves the result on the screen', async (t) => {
  const browser = await opened(t, { width: 1440 });
  const shown = await browser.fingerprint();
  await unfold(browser, crimes);
  await browser.waitFor(`${crimes} input[value="HOMICIDE"]`);
  await press(browser, `${crimes} input[value="HOMICIDE"]`);
  const homicides = await isOther(browser, shown);
  await unfold(browser, '.filters .others');
  await unfold(browser, '.filter[data-column="weapon"]');
  await browser.waitFor('.filter[data-column="weapon"] input[value="OTHER"]');
  await press(browser, '.filter[data-column="weapon"] input[value="OTHER"]');
  await browser.waitFor(() => document.documentElement.dataset.state !== 'working' && /o row passes the filter/.test(document.querySelector('#failure').innerText), 20_000);
  assert.equal(await browser.fingerprint(), homicides);
  await step(browser, 0);
  await browser.waitFor(() => document.documentElement.dataset.state === 'ready');
  // A filter in the link on a column that the table lacks is ignored with a note.
  await browser.open('#filters=description-LESE_MAJESTY');
  await browser.ready();
  assert.equal(await browser.fingerprint(), shown);
  assert.match(await browser.text('.headline .note'), /values that this table does not have \(crime\)/);
});

test('filters on homicides and shootings give the same numbers as analyze', { skip: without(crime, regions) }, async (t) => {
  const browser = await opened(t, { width: 1440 }, '#years=2019');
  await browser.drop('body', [data(crime), data(regions)]);
  await browser.waitFor(() => /part1/.test(document.querySelector('.top-bar .loaded').textContent) && document.documentElement.dataset.state === 'ready', 120_000);
  const all = await browser.fingerprint();
  const colors = () => browser.run(() => document.querySelector('#map').toDataURL());
  const map = await colors();
  await unfold(browser, crimes);
  await browser.waitFor(`${crimes} input[value="HOMICIDE"]`);
  await press(browser, `${crimes} input[value="HOMICIDE"]`);
  await press(browser, `${crimes} input[value="SHOOTING"]`);
  await browser.waitFor(() => document.documentElement.dataset.state === 'ready' && /Homicide or Shooting/.test(document.querySelector('#only')?.textContent ?? ''), 60_000);
  const filtered = await isOther(browser, all);
  assert.notEqual(await colors(), map, 'the map shows other victims');
  assert.match(await query(browser), /filters=description-HOMICIDE\.SHOOTING/);
  const native = await analyze(t, data(crime), data(regions), '--years', '2019', '--filter', 'description=HOMICIDE,SHOOTING');
  assert.equal(filtered, native.fingerprint);
  assert.deepEqual(native.settings.filters, { description: ['HOMICIDE', 'SHOOTING'] });
  const { read, used, set_aside: aside } = native.rows;
  assert.equal(used + Object.values(aside).reduce((sum, n) => sum + n, 0), read);
  assert.ok(aside.filtered > 30_000);
  for (const [width, height] of [[1440, 900], [768, 1024], [390, 844]]) {
    for (const theme of ['light', 'dark']) {
      await browser.resize(width, height);
      await browser.run((theme) => { document.documentElement.dataset.theme = theme; scrollTo(0, 0); }, theme);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await browser.screenshot(`controls-real-${width}-${theme}`);
    }
  }
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('columns can be encoded otherwise, weighted and reset, and census figures can be chosen', { skip: long }, async (t) => {
  const browser = await opened(t, { width: 1440 }, '#preset=census');
  const all = await browser.fingerprint();
  await press(browser, '[data-column="hour"] .adjust');
  await browser.waitFor('#form-hour');
  await set(browser, '#form-hour', 'categories');
  const form = await isOther(browser, all);
  assert.match(await query(browser), /forms=hour-categories/);
  await set(browser, '#weight-hour', '4', 'input');
  const weight = await isOther(browser, form);
  assert.match(await query(browser), /weights=hour-2(&|$)/);
  assert.match(await browser.text('[data-column="hour"] .adjust'), /categories · × 2/);
  assert.deepEqual(await axe(browser), []);
  await step(browser, 0);
  await hasFingerprint(browser, form);
  await step(browser, 1);
  await hasFingerprint(browser, weight);
  await press(browser, '#adjust-hour > .link');
  await hasFingerprint(browser, all);
  assert.doesNotMatch(await query(browser), /forms|weights/);

  await press(browser, '[data-column="census"] .adjust');
  await browser.waitFor('.measure-choice input[value="density"]');
  await press(browser, '.measure-choice input[value="density"]');
  const dense = await isOther(browser, all);
  assert.match(await query(browser), /measures=density,share_/);
  await browser.screenshot('controls-measures');
  assert.deepEqual(await axe(browser), []);
  await unfold(browser, '.measure-choice details');
  const raw = await browser.run(() => document.querySelector('.measure-choice details input').value);
  await press(browser, '.measure-choice details input');
  await isOther(browser, dense);
  assert.ok((await query(browser)).includes(raw));
  await press(browser, '#adjust-census > .link');
  await hasFingerprint(browser, all);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a bad number gets a message beside its field and changes nothing', async (t) => {
  const browser = await opened(t, { width: 1440 });
  const all = await browser.fingerprint();
  await unfold(browser, '.advanced');
  assert.match(await browser.text('#n_init-hint'), /default 10, from 1 to 1,000/);
  for (const [id, bad] of [['n_init', '0'], ['n_init', 'many'], ['seed', '-1'], ['tol', '2'], ['min_frequency', '51'], ['max_iter', '1.5']]) {
    await set(browser, `#${id}`, bad);
    await browser.waitFor((id) => document.getElementById(id).getAttribute('aria-invalid') === 'true', 5000, id);
    assert.match(await browser.text(`#${id}-hint`), /^Enter a .*number from .* Nothing was changed\.$/);
  }
  assert.equal(await query(browser), '');
  assert.deepEqual(await axe(browser), []);
  await set(browser, '#n_init', '3');
  await isOther(browser, all);
  await browser.waitFor(() => !document.getElementById('n_init').hasAttribute('aria-invalid'));
  await set(browser, '#encoding', 'raw');
  await browser.waitFor(() => /encoding=raw/.test(location.hash));
  await set(browser, '#sweep-first', '4');
  await browser.waitFor(() => /sweep=4\.\.12/.test(location.hash));
  await browser.waitFor(() => document.documentElement.dataset.state === 'ready');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a first and a last year select several years', async (t) => {
  const browser = await opened(t, { width: 1440 });
  const latest = await browser.fingerprint();
  const years = await browser.run(() => [...document.querySelector('#period').options].map((option) => option.value));
  await set(browser, '#period', years.at(-2));
  const first = await isOther(browser, latest);
  await set(browser, '#period-end', years[0]);
  await isOther(browser, first);
  assert.match(await query(browser), new RegExp(`years=${years.at(-2)}\\.\\.${years[0]}`));
  assert.match(await browser.loaded(), new RegExp(`${years.at(-2)}–${years[0]}`));
});

test('a button and a key open the help, and closing it restores the focus', async (t) => {
  const browser = await opened(t, { width: 1440 });
  await browser.click('#open-help');
  await browser.waitFor('#help[open]');
  assert.match(await browser.text('#help'), /made-up city/);
  assert.equal(await browser.run(() => document.querySelectorAll('#help .keys tbody tr').length), 7);
  assert.deepEqual(await axe(browser), []);
  await browser.screenshot('controls-help');
  await browser.driver.actions().sendKeys('\uE00C').perform();
  await browser.waitFor(() => !document.querySelector('#help[open]'));
  assert.equal(await browser.run(() => document.activeElement.id), 'open-help');

  await press(browser, '.group-card .pin');
  await browser.run(() => document.querySelector('#period').focus());
  await key(browser, '?');
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await browser.run(() => document.querySelector('#help').open), false, 'a key for a field is the field’s');
  await browser.run(() => document.querySelector('#share').focus());
  await key(browser, '?');
  await browser.waitFor('#help[open]');
  await browser.driver.actions().sendKeys('\uE00C').perform();
  await browser.waitFor(() => !document.querySelector('#help[open]'));
  assert.equal(await browser.run(() => document.activeElement.id), 'share');
  assert.ok(await browser.run(() => document.querySelectorAll('.group-card.faded').length) > 0, 'what was pinned still is');

  await browser.click('.top-bar .preferences button');
  await browser.waitFor(() => document.documentElement.lang === 'es');
  await browser.click('#open-help');
  assert.match(await browser.text('#help'), /ciudad inventada/);
  assert.deepEqual(await axe(browser), []);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a click on the name of the data shows its source', async (t) => {
  const browser = await opened(t, { width: 1440 });
  await browser.run(() => document.querySelector('#loaded summary').focus());
  await browser.driver.actions().sendKeys('\uE007').perform();
  await browser.waitFor('#loaded[open]');
  assert.match(await browser.text('#loaded .facts'), /a made-up city, generated on this device/);
  assert.deepEqual(await axe(browser), []);
  await browser.driver.actions().sendKeys('\uE00C').perform();
  await browser.waitFor(() => !document.querySelector('#loaded[open]'));
});

test('a long job shows its stage, a new setting replaces it, and Cancel stops it', { skip: without(crime, regions) }, async (t) => {
  const browser = await opened(t, { width: 1440 });
  await browser.drop('body', [data(crime), data(regions)]);
  await browser.waitFor(() => /part1/.test(document.querySelector('.top-bar .loaded').textContent) && document.documentElement.dataset.state === 'ready', 120_000);
  const shown = await browser.fingerprint();
  await set(browser, '#n_init', '80');
  const started = Date.now();
  await browser.waitFor('#progress', 5000);
  t.diagnostic(`the bar came after ${Date.now() - started} ms`);
  await browser.waitFor(() => /Grouping|Agrupando/.test(document.querySelector('#progress [role="status"]')?.textContent ?? ''), 20_000);
  assert.equal(await browser.fingerprint(), shown, 'what was on the screen stays');
  assert.deepEqual(await browser.axe(), []);
  // Changes a setting again while the job runs.
  await set(browser, '#n_init', '2');
  const changed = Date.now();
  await isOther(browser, shown);
  t.diagnostic(`the change was there after ${Date.now() - changed} ms`);
  assert.match(await query(browser), /n_init=2/);
  const two = await browser.fingerprint();
  await set(browser, '#n_init', '90');
  await browser.click('#cancel');
  await browser.waitFor(() => !document.querySelector('#progress') && /Canceled/.test(document.querySelector('#failure').innerText), 5000);
  assert.equal(await browser.fingerprint(), two);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('on a phone the sheet holds all controls, in Spanish too', { skip: lacking('narrow') }, async (t) => {
  const browser = await opened(t, { width: 390, height: 844 });
  await browser.run(() => localStorage.setItem('language', 'es'));
  await browser.open();
  await browser.ready();
  const all = await browser.fingerprint();
  await browser.click('#open-controls');
  await browser.waitFor(() => document.activeElement.id === 'controls');
  await unfold(browser, crimes);
  await browser.waitFor(`${crimes} input[value="HOMICIDE"]`);
  await press(browser, `${crimes} input[value="HOMICIDE"]`);
  await isOther(browser, all);
  assert.match(await browser.text(`${crimes} output`), /^1 de \d+$/);
  await press(browser, '[data-column="hour"] .adjust');
  await browser.waitFor('#form-hour');
  await browser.run((css) => document.querySelector(css).scrollIntoView(), crimes);
  assert.deepEqual(await axe(browser), []);
  await browser.screenshot('controls-sheet');
  const sideways = (css) => browser.run((css) => {
    const { scrollWidth, clientWidth } = document.querySelector(css);
    return scrollWidth - clientWidth;
  }, css);
  assert.ok(await sideways('#controls') <= 0);
  await key(browser, 'Escape');
  assert.match(await browser.text('#only'), /^Solo Homicidio$/);
  for (const lang of ['es', 'en']) {
    await browser.run((lang) => localStorage.setItem('language', lang), lang);
    await browser.open();
    await browser.ready();
    for (const width of [1440, 1024, 768, 390, 320]) {
      await browser.resize(width, 700);
      assert.ok(await sideways('html') <= 0, `${width} px, ${lang}`);
      assert.equal(await browser.run(() => [...document.querySelectorAll('.top-bar .tools > button, .top-bar summary')]
        .filter((button) => button.offsetParent && button.scrollWidth > button.clientWidth + 1 && !button.closest('.loaded')).length), 0, `${width} px, ${lang}: words are cut`);
      await browser.screenshot(`controls-bar-${width}-${lang}`);
    }
  }
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a link that asks for many times the usual work begins with the usual, and computes it after a press', { skip: long }, async (t) => {
  const browser = await opened(t, { width: 1280 });
  const usual = await browser.fingerprint();
  // As somebody would put it into the address of a page that is open.
  for (const link of ['#n_init=100', '#n_init=100&v=2&result=0123456789abcdef']) {
    await browser.open(link);
    await browser.ready();
    assert.equal(await browser.fingerprint(), usual, 'before a press, the usual restarts');
    const said = await browser.run(() => document.querySelector('#heavy-link p').textContent);
    assert.match(said, /100 restarts.* 10 times the usual work.*usual 10\./);
  }
  await press(browser, '#heavy-link .quiet');
  assert.equal(await browser.run(() => document.querySelector('#heavy-link')), null, 'dismissed');
  await browser.open('#n_init=100');
  await browser.ready();
  await press(browser, '#compute-heavy');
  await isOther(browser, usual);
  assert.equal(await browser.run(() => document.querySelector('#heavy-link')), null);
});
