// Group quality, components and data: highlighting in every chart, dragging the scree's cut, choosing axes and columns, and
// scrolling through every row of a long table.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import webdriver from 'selenium-webdriver';
import { Browser, data, lacking, long, without } from './harness.mjs';

const { Key, Origin } = webdriver;
const crime = 'data/crime/part1_2016-2021.csv';
const regions = 'data/neighborhoods/census2010.geojson';

async function opened(t, query = '', options = { width: 1440 }) {
  const browser = await Browser.start(options);
  t.after(() => browser.stop());
  await browser.open(query);
  await browser.ready();
  await browser.waitFor(() => ['blades', 'distances', 'levels', 'loadings', 'spread-0']
    .every((name) => document.querySelector(`#chart-${name}`)?.getAttribute('aria-label')));
  await browser.waitFor('#row-0');
  return browser;
}

/** Hashes the pixels of a canvas. */
const pixels = (browser, css) => browser.run((css) => {
  const canvas = document.querySelector(css);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let hash = 0;
  for (let at = 0; at < data.length; at += 4) hash = (hash * 31 + data[at] + data[at + 1] * 3 + data[at + 2] * 7 + data[at + 3]) | 0;
  return hash;
}, css);

/** Whether anything is drawn on a canvas. */
const painted = (css) => {
  const canvas = document.querySelector(css);
  return canvas.width > 0 && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
};

/** Scrolls an element to the middle of the view. */
const show = (browser, css) => browser.run((css) => {
  document.querySelector(css).scrollIntoView({ block: 'center', behavior: 'instant' });
}, css);

/** Moves the pointer to a place in an element, given as shares of its width and height. */
async function pointAt(browser, css, x, y) {
  const at = await browser.run((css, x, y) => {
    const { left, top, width, height } = document.querySelector(css).getBoundingClientRect();
    return { x: Math.round(left + width * x), y: Math.round(top + height * y) };
  }, css, x, y);
  await browser.driver.actions().move({ ...at, origin: Origin.VIEWPORT }).perform();
  return at;
}

/** Chooses a value in a menu. */
const choose = (browser, css, value) => browser.run((css, value) => {
  const select = document.querySelector(css);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}, css, value);

const label = (browser, css) => browser.run((css) => document.querySelector(css).getAttribute('aria-label'), css);

const attribute = (browser, css, name) => browser.run((css, name) => document.querySelector(css).getAttribute(name), css, name);

test('pointing at a group in one chart highlights it in all, and a click pins it', async (t) => {
  // All charts must be in view, because a chart out of view is not drawn.
  const browser = await opened(t, '', { width: 1440, height: 7000 });
  await browser.examined();
  const charts = ['#chart-blades', '#chart-distances', '#chart-levels', '#chart-scatter'];
  const all = async () => Promise.all(charts.map((css) => pixels(browser, css)));
  const before = await all();
  assert.match(await label(browser, '#chart-blades'), /^Silhouettes by group, computed .*\. Mean [\d.−]+\. Group A: mean/);
  await show(browser, '#chart-blades');
  await pointAt(browser, '#chart-blades', 0.4, 0.15);
  await browser.waitFor(() => document.querySelectorAll('.group-card.faded').length === 4);
  const lit = await all();
  for (const [at, css] of charts.entries()) assert.notEqual(lit[at], before[at], `${css} tells the lit group`);
  await browser.driver.actions().click().perform();
  await browser.waitFor('.group-card.pinned');
  await pointAt(browser, '#quality-title', 0.9, 0.5);
  assert.deepEqual(await all(), lit, 'it stays');
  // The table of all rows shows the pinned group.
  const of = await browser.run(() => document.querySelector('.group-card.pinned .chip').textContent);
  await browser.waitFor((of) => {
    const cells = [...document.querySelectorAll('#rows-table tbody .chip')];
    return cells.length > 5 && cells.every((chip) => chip.textContent === of);
  }, 5_000, of);
  // Scrolls first, because axe takes a button half below the bar for a small one.
  await browser.run(() => scrollTo({ top: 0, behavior: 'instant' }));
  assert.deepEqual(await browser.axe(), []);
  await browser.run(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
  await browser.waitFor(() => !document.querySelector('.group-card.faded'));
  assert.deepEqual(await all(), before);
  // Pointing at a group in two more charts highlights it.
  for (const [css, x, y] of [['#chart-levels', 0.99, 0.3], ['#chart-blades', 0.4, 0.15]]) {
    await show(browser, css);
    await pointAt(browser, css, css === '#chart-levels' ? 0.35 : x, y);
    await browser.waitFor('.group-card.faded');
  }
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a chart out of view is drawn when it is scrolled to or printed', async (t) => {
  const browser = await opened(t);
  await browser.examined();
  const of = ['#chart-blades', '#chart-scatter'];
  const all = async () => Promise.all(of.map((css) => browser.run(painted, css)));
  assert.deepEqual(await all(), [false, false], 'nobody has seen them');
  await show(browser, '#chart-scatter');
  await browser.waitFor(painted, 5_000, '#chart-scatter');
  await browser.run(() => dispatchEvent(new Event('beforeprint')));
  await browser.waitFor(painted, 5_000, '#chart-blades');
  await browser.run(() => dispatchEvent(new Event('afterprint')));
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the silhouette chart switches to all rows once they are known', async (t) => {
  const browser = await opened(t);
  const caption = () => browser.run(() => document.querySelector('figure:has(#chart-blades) figcaption').textContent);
  assert.match(await caption(), /a sample of 3,000 rows/);
  await browser.examined();
  await browser.waitFor(() => /all 7,149 rows/.test(document.querySelector('figure:has(#chart-blades) figcaption').textContent), 10_000);
});

test('keys and dragging move the cut of the scree', async (t) => {
  const browser = await opened(t);
  const now = async () => Number(await attribute(browser, '#cut', 'aria-valuenow'));
  const kept = (n) => browser.waitFor((n) => {
    const { state } = document.documentElement.dataset;
    return state === 'ready' && document.querySelector('#chart-loadings').getAttribute('aria-label').includes(`Component ${n}:`)
      && !document.querySelector('#chart-loadings').getAttribute('aria-label').includes(`Component ${n + 1}:`);
  }, 60_000, n);
  const first = await now();
  await show(browser, '#chart-scree');
  await browser.run(() => document.querySelector('#cut').focus());
  await browser.driver.actions().sendKeys(Key.ARROW_RIGHT).perform();
  assert.equal(await now(), first + 1);
  await browser.waitFor((n) => location.hash.includes(`components=${n}`), 5_000, first + 1);
  await kept(first + 1);
  assert.match(await attribute(browser, '#cut', 'aria-valuetext'), new RegExp(`^${first + 1} components, \\d+\\s?% of the variance$`));
  await browser.driver.actions().sendKeys(Key.HOME).perform();
  assert.equal(await now(), 1);
  await kept(1);
  assert.equal(await browser.run(() => document.activeElement.id), 'cut', 'the focus stays');
  // Dragging to the right raises the number of components.
  await show(browser, '#chart-scree');
  const { x, y } = await pointAt(browser, '#cut', 0.5, 0.8);
  await browser.driver.actions().move({ x, y }).press().move({ x: x + 60, y, duration: 200 }).move({ x: x + 120, y, duration: 200 }).release().perform();
  const dragged = await now();
  assert.ok(dragged > 4, `dragged to ${dragged}`);
  await browser.waitFor((n) => location.hash.includes(`components=${n}`), 5_000, dragged);
  await kept(dragged);
  await browser.driver.actions().move({ x: x + 200, y }).perform();
  assert.equal(await now(), dragged, 'let go');
  await browser.click('#cut-auto');
  await kept(first);
  assert.equal(await now(), first);
  assert.ok(!(await browser.run(() => location.hash)).includes('components='));
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('any two components can be the axes, and the choice survives a new k', async (t) => {
  const browser = await opened(t);
  await show(browser, '#chart-scatter');
  await browser.waitFor(painted, 5_000, '#chart-scatter');
  const first = await pixels(browser, '#chart-scatter');
  await choose(browser, '#axis-y', '3');
  await browser.waitFor(() => /components 1 and 3/.test(document.querySelector('#chart-scatter').getAttribute('aria-label')));
  assert.notEqual(await pixels(browser, '#chart-scatter'), first);
  await browser.run(() => document.querySelectorAll('.k-buttons input')[1].click());
  await browser.waitFor(() => document.documentElement.dataset.k === '3', 30_000);
  await browser.waitFor(() => {
    const said = document.querySelector('#chart-scatter').getAttribute('aria-label');
    return /components 1 and 3/.test(said) && !/ D /.test(said);
  });
  // Choosing the other axis's component swaps the axes.
  await choose(browser, '#axis-x', '3');
  await browser.waitFor(() => /components 3 and 1/.test(document.querySelector('#chart-scatter').getAttribute('aria-label')));
  assert.deepEqual(await browser.run(() => ['#axis-x', '#axis-y'].map((css) => document.querySelector(css).value)), ['3', '1']);
  // If the chosen component no longer exists, the axes fall back to the first two.
  await browser.run(() => document.querySelector('#cut').focus());
  await browser.driver.actions().sendKeys(Key.HOME).perform();
  await browser.waitFor(() => /components 1 and 2/.test(document.querySelector('#chart-scatter').getAttribute('aria-label')), 30_000);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the table of groups and values shows the chosen column', async (t) => {
  const browser = await opened(t);
  const height = () => browser.run(() => document.querySelector('#chart-levels').clientHeight);
  const telling = await label(browser, '#chart-levels');
  assert.match(telling, /^The value that stands out most in each group\. Group A: .+ against .+\. Group B: /);
  await choose(browser, '#levels-of', 'inside_outside');
  await browser.waitFor((before) => document.querySelector('#chart-levels').getAttribute('aria-label') !== before, 5_000, telling);
  const low = await height();
  await choose(browser, '#levels-of', 'hour');
  await browser.waitFor((low) => document.querySelector('#chart-levels').clientHeight > low + 200, 5_000, low);
  await browser.run(() => { document.querySelector('#quality .wide-figure details:not(.menu)').open = true; });
  const rows = await browser.run(() => document.querySelectorAll('#quality .wide-figure tbody tr').length);
  assert.ok(rows >= 24, `${rows} hours`);
  await browser.run(() => document.querySelector('#all-features').click());
  await browser.waitFor(() => document.querySelector('#chart-loadings').clientHeight > 900);
  await browser.run(() => document.querySelector('#all-features').click());
  await browser.waitFor(() => document.querySelector('#chart-loadings').clientHeight < 800);
  assert.deepEqual(await browser.consoleErrors(), []);
});

for (const [language, theme] of [['en', 'light'], ['es', 'dark']]) {
  test(`the sections are accessible in ${language}, ${theme}, wide and narrow`, { skip: language === 'en' && long }, async (t) => {
    const browser = await opened(t);
    if (language === 'es') await browser.run(() => document.querySelector('.top-bar .preferences button').click());
    await browser.waitFor((language) => document.documentElement.lang === language, 5_000, language);
    await browser.run((theme) => { document.documentElement.dataset.theme = theme; }, theme);
    await browser.run(() => document.querySelectorAll('.section details:not(.menu)').forEach((d) => { d.open = true; }));
    assert.deepEqual(await browser.axe(), []);
    if (!lacking('narrow')) {
      await browser.resize(320, 800);
      assert.deepEqual(await browser.axe(), []);
      const wide = await browser.run(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${wide} px wide`);
    }
    assert.deepEqual(await browser.consoleErrors(), []);
  });
}

/** Returns the text of the visible row at `at`. */
const cells = (browser, id) => browser.run((id) => [...document.querySelectorAll(`#${id} td`)].map((cell) => cell.innerText.trim()), id);

test('keys scroll through the rows, and filters limit them', async (t) => {
  const browser = await opened(t);
  const total = Number(await attribute(browser, '#rows-table', 'aria-rowcount')) - 1;
  assert.ok(total > 10_000);
  await show(browser, '#rows-table');
  await browser.run(() => document.querySelector('#rows-table').focus());
  await browser.driver.actions().sendKeys(Key.ARROW_DOWN, Key.PAGE_DOWN).perform();
  assert.equal(await attribute(browser, '#rows-table', 'aria-activedescendant'), 'row-15');
  await browser.driver.actions().sendKeys(Key.END).perform();
  await browser.waitFor((id) => document.querySelector(`#${id} td`)?.innerText.replace(/\D/g, ''), 5_000, `row-${total - 1}`);
  assert.equal((await cells(browser, `row-${total - 1}`))[0].replace(/\D/g, ''), String(total));
  assert.equal(await attribute(browser, `#row-${total - 1}`, 'aria-rowindex'), String(total + 1));
  const reason = await browser.run(() => [...document.querySelectorAll('#rows-filter option')].at(-1).value);
  await choose(browser, '#rows-filter', reason);
  await browser.waitFor((total) => Number(document.querySelector('#rows-table').getAttribute('aria-rowcount')) - 1 < total
    && document.querySelector('#row-0 td')?.innerText !== '…', 5_000, total);
  assert.equal(await browser.run(() => document.querySelectorAll('#rows-table .chip').length), 0, 'rows set aside have no group');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a real table scrolls through all rows and builds only the visible ones', { skip: without(crime, regions) }, async (t) => {
  const browser = await opened(t, '#years=all');
  const sample = await browser.fingerprint();
  await browser.drop('body', [data(crime), data(regions)]);
  await browser.waitFor((before) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return state === 'ready' && fingerprint !== before;
  }, 240_000, sample);
  await browser.waitFor(() => Number(document.querySelector('#rows-table')?.getAttribute('aria-rowcount')) > 200_000, 60_000);
  const total = Number(await attribute(browser, '#rows-table', 'aria-rowcount')) - 1;
  await show(browser, '#rows-table');
  // Scrolls from end to end within a second, while every page of rows is requested.
  const { longest, built } = await browser.driver.executeAsyncScript((done) => {
    const scroller = document.querySelector('.rows-scroll');
    const most = scroller.scrollHeight - scroller.clientHeight;
    let [begun, last, longest, built] = [performance.now(), performance.now(), 0, 0];
    const step = (now) => {
      longest = Math.max(longest, now - last);
      built = Math.max(built, scroller.querySelectorAll('tbody tr').length);
      last = now;
      scroller.scrollTop = most * Math.min((now - begun) / 1000, 1);
      if (now - begun < 1200) requestAnimationFrame(step);
      else done({ longest, built });
    };
    requestAnimationFrame(step);
  });
  t.diagnostic(`longest frame while scrolling ${total} rows: ${longest.toFixed(1)} ms`);
  assert.ok(built > 5 && built < 100, `${built} rows at a time`);
  await browser.waitFor((id) => {
    const cell = document.querySelector(`#${id} td`)?.innerText;
    return cell && cell !== '…';
  }, 30_000, `row-${total - 1}`);
  assert.equal((await cells(browser, `row-${total - 1}`))[0].replace(/\D/g, ''), String(total));
  await choose(browser, '#rows-filter', 'group-1');
  await browser.waitFor(() => {
    const chips = [...document.querySelectorAll('#rows-table tbody .chip')];
    return chips.length > 5 && chips.every((chip) => chip.textContent === 'B');
  }, 30_000);
  assert.deepEqual(await browser.consoleErrors(), []);
});
