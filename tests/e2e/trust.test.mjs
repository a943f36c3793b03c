// Trust in the groups: the background examination, and silhouettes of all rows on request.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, data, lacking, without } from './harness.mjs';

const crime = 'data/crime/part1_2016-2021.csv';
const regions = 'data/neighborhoods/census2010.geojson';

async function start(t, options) {
  const browser = await Browser.start({ isAtRest: true, ...options });
  t.after(() => browser.stop());
  return browser;
}

const texts = (browser, css) => browser.run((css) => [...document.querySelectorAll(css)].map((element) => element.innerText), css);

const label = (browser, css) => browser.run((css) => document.querySelector(css).getAttribute('aria-label'), css);

/** Returns the heights of all placeholders that wait for findings. */
const heights = (browser) => browser.run(() => {
  const waiting = document.querySelectorAll('.group-card, .small-multiples figure, #restarts-text');
  return [...waiting].map((element) => Math.round(element.getBoundingClientRect().height));
});

/** Progress of the exact silhouettes in percent, or null if they are not being computed. */
const silhouettesDone = (browser) => browser.run(() => {
  const bar = document.querySelector('.exact [role="progressbar"]');
  return bar && Number(bar.getAttribute('aria-valuenow'));
});

/** Presses the button that starts and stops the exact silhouettes. */
const pressSilhouettes = (browser) => browser.run(() => document.querySelector('#exact-silhouettes').click());

/** Chooses k by its button. */
const choose = async (browser, k) => {
  await browser.run((k) => document.querySelectorAll('.k-buttons input')[k - 2].click(), k);
  await browser.waitFor((k) => document.documentElement.dataset.k === String(k), 60_000, k);
};

test('stability, k and restarts are examined in the background', async (t) => {
  const browser = await start(t, { width: 1440 });
  await browser.open();
  await browser.ready();
  const before = await heights(browser);
  assert.equal(await browser.run(() => document.querySelector('#progress')), null, 'no bar');
  await browser.waitFor(() => document.querySelectorAll('.reliability[data-known]').length === 5, 30_000);
  for (const text of await texts(browser, '.reliability')) {
    assert.match(text, /^(Solid|Blurred|Not to be relied on): .+ other victims .+\.$/);
  }
  await browser.examined();
  assert.deepEqual(await heights(browser), before, 'nothing has moved');
  // The sample's planted groups come back in most other analyses.
  for (const text of await texts(browser, '.reliability')) {
    const [, found] = text.match(/Found again in (\d+) of 200 other ways to group\.$/);
    assert.ok(Number(found) > 80, text);
  }
  await browser.run(() => [...document.querySelectorAll('summary')].find((summary) => summary.textContent === 'Which choices decide').click());
  await browser.waitFor('#choices dt');
  assert.match(await browser.text('#choices p'), /200 other ways .+ agreement with the groups shown is 0\.\d\d/);
  const choices = await texts(browser, '#choices dt');
  assert.deepEqual([...choices].sort(), ['Columns', 'Components', 'Encoding', 'Method', 'Number of groups', 'Rare values', 'Seed']);
  const [first, last] = [0, choices.length - 1].map((at) => `#choices dd:nth-of-type(${at + 1})`);
  const spread = async (css) => {
    const means = [...(await browser.text(css)).matchAll(/ ([01]\.\d\d)(?: ·|$)/g)].map(([, mean]) => Number(mean));
    return means[0] - means.at(-1);
  };
  assert.ok(await spread(first) >= await spread(last), 'the choice that decides most comes first');
  assert.match(await browser.text('#restarts-text'), /^\d+ of 10 starts ended here/);
  assert.match(await label(browser, '#chart-stability'), /^Stability: [01]\.\d\d at 5, worst group/);
  assert.match(await label(browser, '#chart-gap'), /With five groups the data are grouped [\d.]+% more tightly than shuffled data/);
  assert.match(await label(browser, '#chart-silhouette'), /Computed on: all [\d,]+ rows/, 'a small table needs no asking');
  await browser.run(() => { document.querySelector('.small-multiples ~ details').open = true; });
  const [header, ...rows] = await texts(browser, '.small-multiples ~ details tr');
  assert.match(header, /Silhouette, all [\d,]+ rows/);
  assert.equal(rows.length, 11);
  for (const row of rows) assert.match(row, /\d+ of 10/);
  assert.ok(rows.every((row) => !row.includes('–')), 'every number is known');
  assert.deepEqual(await browser.axe(), []);

  // Another k belongs to the same sweep, so its findings are already known.
  await choose(browser, 4);
  await browser.waitFor(() => document.querySelectorAll('.reliability[data-known]').length === 4, 5_000);
  await browser.run(() => document.querySelector('.top-bar .preferences button').click());
  await browser.waitFor(() => document.documentElement.lang === 'es');
  assert.match((await texts(browser, '.reliability'))[0], /^(Sólido|Difuso|No es de fiar): .*otras víctimas/);
  await browser.ready();
  assert.match(await label(browser, '#chart-gap'), /Con cuatro grupos/);
  assert.deepEqual(await browser.axe(), []);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a button computes the silhouettes of all rows', async (t) => {
  const browser = await start(t, { width: 1440 });
  await browser.open('#years=all');
  await browser.ready();
  const fingerprint = await browser.fingerprint();
  const victims = await browser.run(() => document.querySelector('.loaded').innerText.match(/([\d,]+) victims/)[1]);
  assert.match(await label(browser, '#chart-silhouette'), /sample of 3,000 rows/);
  assert.equal(await browser.text('#exact-silhouettes'), `Compute silhouettes from all ${victims} rows`);
  // Noted by the page itself: it may be done before a walk can ask, and the focus elsewhere.
  await browser.run(() => {
    new MutationObserver(() => {
      const done = Number(document.querySelector('.exact [role="progressbar"]')?.getAttribute('aria-valuenow'));
      if (window.meanwhile || !(done > 0)) return;
      window.meanwhile = {
        button: document.querySelector('#exact-silhouettes').innerText,
        focus: document.activeElement.id,
        progress: document.querySelector('#progress') !== null,
      };
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    document.querySelector('#exact-silhouettes').focus();
  });
  await browser.driver.actions().sendKeys(' ').perform();
  const meanwhile = await browser.waitFor(() => window.meanwhile, 60_000);
  assert.deepEqual(meanwhile, { button: 'Cancel', focus: 'exact-silhouettes', progress: false }, 'the focus stays, nothing is in the way');
  assert.deepEqual(await browser.axe(), []);
  await browser.waitFor(() => /all [\d,]+ rows/.test(document.querySelector('#chart-silhouette').getAttribute('aria-label')), 120_000);
  assert.equal(await browser.text('#silhouette-rows'), `Computed from every pair of all ${victims} rows.`);
  assert.equal(await browser.run(() => document.activeElement.id), 'silhouette-rows', 'the focus is not lost');
  assert.match(await browser.text('.headline .lede'), new RegExp(`over all ${victims} rows`));
  assert.equal(await browser.fingerprint(), fingerprint);
  assert.deepEqual(await browser.axe(), []);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('saving a file does not wait for the background examination', async (t) => {
  const browser = await start(t);
  await browser.open('#years=all');
  await browser.ready();
  await pressSilhouettes(browser);
  await browser.waitFor(() => document.querySelector('.exact [role="progressbar"]'));
  await browser.click('#export summary');
  await browser.run(() => [...document.querySelectorAll('#export li button')].find((button) => /labels\.csv/.test(button.textContent)).click());
  await browser.download(/^labels\.csv$/, 5_000);
  await browser.waitFor(() => 'examining' in document.documentElement.dataset);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('an examination that crashes the worker is not tried again', { skip: lacking('before') }, async (t) => {
  const browser = await start(t);
  await browser.before(`window.workers = [];
    window.Worker = class extends Worker {
      constructor(...how) { super(...how); workers.push(this); }
      postMessage(message, ...rest) {
        const job = message.request?.job;
        if (job !== 'pause') this.does = typeof job === 'object' ? Object.keys(job)[0] : job;
        super.postMessage(message, ...rest);
      }
    };`);
  await browser.open('#years=all');
  await browser.ready();
  // Waits for an examination: a crash during another question does not count as one.
  await browser.waitFor(() => workers.at(-1).does === 'examine'
    && workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'killed by a test' })));
  await browser.waitFor(() => document.documentElement.dataset.state === 'error', 60_000);
  const places = ['.reliability', '#structure', '#restarts-text'];
  // The new worker examines nothing before it has read the files again.
  await browser.waitFor(
    (places) => places.every((css) => !/being checked|Checking whether/.test(document.querySelector(css).textContent)), 120_000, places);
  assert.equal(await browser.run(() => workers.length), 2);
  const said = await browser.run((places) => places.map((css) => document.querySelector(css).textContent), places);
  // The word of a card is made from several examinations, so one that is missing leaves one or two places open.
  const isOpen = said.map((text) => /not checked/.test(text));
  assert.ok(isOpen.includes(true) && isOpen.includes(false), `everything else is examined: ${said.join(' | ')}`);
});

test('silhouettes of many rows can be stopped and started again', { skip: without(crime, regions) }, async (t) => {
  const browser = await start(t, { width: 1440 });
  // With census figures hardly any two rows are alike: comparing all takes long.
  await browser.open('#years=all&preset=census');
  await browser.ready();
  const sample = await browser.fingerprint();
  await browser.drop('body', [data(crime), data(regions)]);
  await browser.waitFor((before) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return state === 'ready' && fingerprint !== before;
  }, 180_000, sample);
  const isOn = () => browser.waitFor(
    () => Number(document.querySelector('.exact [role="progressbar"]')?.getAttribute('aria-valuenow')) > 0, 120_000);
  await pressSilhouettes(browser);
  await isOn();
  await pressSilhouettes(browser);
  await browser.waitFor(() => !document.querySelector('.exact [role="progressbar"]'), 3_000);
  assert.match(await browser.text('#exact-silhouettes'), /^Compute silhouettes from all 2\d\d,\d{3} rows$/);

  // Other examinations go on, and a new setting interrupts them.
  const isStable = () => browser.waitFor(
    () => !/not known yet/.test(document.querySelector('#chart-stability').getAttribute('aria-label')), 120_000);
  const other = (await browser.run(() => document.documentElement.dataset.k)) === '3' ? 4 : 3;
  await choose(browser, other);
  await isStable();
  await pressSilhouettes(browser);
  await isOn();
  await browser.screenshot('trust-computing-1440');
  const done = await silhouettesDone(browser);
  assert.ok(done > 0 && done < 100);
  await browser.run(() => {
    const period = document.querySelector('#period');
    period.value = [...period.options].find((option) => option.value !== period.value).value;
    period.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await browser.waitFor((before) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return state === 'ready' && fingerprint !== before;
  }, 60_000, await browser.fingerprint());
  assert.equal(await silhouettesDone(browser), null, 'they were asked for of other rows');
  await isStable();
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a continuum is called one, and nothing on the page claims groups', { skip: without(crime) }, async (t) => {
  const browser = await start(t, { width: 1440 });
  await browser.open('#preset=crime&years=2019');
  await browser.ready();
  await browser.drop('body', [data(crime)]);
  await browser.waitFor(() => /differ gradually/.test(document.querySelector('#headline').textContent), 120_000);
  assert.match(await browser.text('#headline'), /^The victims differ gradually and form no groups of their own\. The five parts shown are a convenient cut\. The largest part, \d+%: /);
  assert.match(await browser.text('.headline .lede'), /^The parts are a cut and meet at their borders: mean silhouette 0\.\d+/);
  // Sections further down follow in tasks of their own.
  await browser.waitFor('#structure[data-known]');
  await browser.waitFor(() => document.querySelector('#groups-title').textContent.startsWith('Parts'));
  assert.match(await browser.text('#structure'), /a continuum, cut into groups\./);
  assert.equal(await browser.text('#groups-title'), 'Parts, not groups of their own');
  assert.match(await browser.text('#structure'), /inside or outside from kind of place \(0\.\d+\)\. Gradients \(\d\) describe each of 5 samples/);
  await browser.run(() => document.querySelector('.top-bar .preferences button').click());
  await browser.waitFor(() => document.documentElement.lang === 'es');
  assert.match(await browser.text('#headline'), /^Las víctimas difieren de forma gradual y no forman grupos propios\./);
  assert.deepEqual(await browser.axe(), []);
});
