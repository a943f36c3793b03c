// Load: changes faster than results, and the same files opened many times.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, data, lacking, long, without } from './harness.mjs';
import { renderedBytes } from './memory.mjs';

const files = ['data/crime/part1_2016-2021.csv', 'data/neighborhoods/census2010.geojson'];

async function start(t) {
  const browser = await Browser.start({ isAtRest: true, width: 1440 });
  t.after(() => browser.stop());
  return browser;
}

/** Moves three kinds of controls faster than results can come, and leaves them at the last values. */
const hurry = (browser, moves) => browser.run(async (moves) => {
  const move = (css, value, type) => {
    const control = document.querySelector(css);
    control.value = String(value);
    control.dispatchEvent(new Event(type, { bubbles: true }));
  };
  for (let at = 0; at < moves; at += 1) {
    move('#k', 2 + (at % 9), 'input');
    if (at % 5 === 0) {
      move('#seed', 1 + at, 'input');
      move('#seed', 1 + at, 'change');
    }
    if (at % 7 === 0) document.querySelector(`input[name=preset][value=${at % 14 ? 'crime' : 'census'}]`).click();
    // Pauses of none, a frame or two, or the time of a short answer.
    await new Promise((resolve) => setTimeout(resolve, [0, 0, 20, 0, 60][at % 5]));
  }
}, moves);

/** Returns the address once it is stable. WebKit limits how often it may change, so the page may write it late. */
const written = async (browser) => {
  await browser.waitFor(() => location.hash.includes('seed=96'), 60_000);
  let [last, link] = [];
  while (link === undefined || link !== last) {
    last = link;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    link = await browser.run(() => location.hash);
  }
  return link;
};

test('after a hundred fast changes the result and the link agree', async (t) => {
  const browser = await start(t);
  await browser.open();
  await browser.ready();
  await hurry(browser, 100);
  await browser.ready();
  const came = { fingerprint: await browser.fingerprint(), link: await written(browser) };
  assert.match(came.link, /seed=96/);
  assert.deepEqual(await browser.consoleErrors(), []);
  // A fresh visit of the link gives the same result.
  await browser.open(came.link);
  await browser.ready();
  assert.equal(await browser.fingerprint(), came.fingerprint);
});

test('opening the same files ten times does not leak memory', { skip: long || lacking('devtools') || without(...files) }, async (t) => {
  const browser = await start(t);
  await browser.open('#years=2019&preset=crime&k=5');
  await browser.ready();
  const held = [];
  let shown;
  for (let turn = 0; turn < 10; turn += 1) {
    const before = await browser.run(() => performance.getEntriesByName('analysed')[0].startTime);
    await browser.upload('#file-input', files.map(data));
    await browser.waitFor((before) => performance.getEntriesByName('analysed')[0].startTime > before, 60_000, before);
    await browser.ready();
    shown ??= await browser.fingerprint();
    assert.equal(await browser.fingerprint(), shown);
    // Garbage of the page is no leak, so it is collected first. Workers collect theirs at any time.
    await browser.driver.sendDevToolsCommand('HeapProfiler.collectGarbage');
    held.push(await renderedBytes(browser));
  }
  const megabytes = held.map((bytes) => Math.round(bytes / 1e6));
  t.diagnostic(`MB after each time: ${megabytes.join(', ')}`);
  // Late garbage collection is allowed for: the last three may exceed the first three by a third.
  const most = (some) => Math.max(...some);
  assert.ok(most(megabytes.slice(-3)) < 1.34 * most(megabytes.slice(0, 3)), `${megabytes} MB`);
  assert.deepEqual(await browser.consoleErrors(), []);
});
