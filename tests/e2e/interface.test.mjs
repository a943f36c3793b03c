// Interaction: undo, highlighting, narrow screens, language, and a worker that crashes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, lacking } from './harness.mjs';

async function start(t, options) {
  const browser = await Browser.start(options);
  t.after(() => browser.stop());
  return browser;
}

async function opened(t, options, query = '') {
  const browser = await start(t, options);
  await browser.open(query);
  await browser.ready();
  return browser;
}

const count = (browser, css) => browser.run((css) => document.querySelectorAll(css).length, css);

const isGone = (browser, css) => browser.waitFor((css) => !document.querySelector(css), 5000, css);

const hasK = (browser, k) => browser.waitFor((k) => document.documentElement.dataset.k === k, 30_000, String(k));

/** Presses Escape on the focused element. */
const escape = (browser) => browser.run(() => {
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
});

test('every change can be undone and redone', async (t) => {
  const browser = await opened(t, { width: 1440 });
  const step = (at) => browser.run((at) => document.querySelectorAll('.steps button')[at].click(), at);
  const enabled = () => browser.run(() => [...document.querySelectorAll('.steps button')].map((button) => !button.disabled));
  assert.deepEqual(await enabled(), [false, false, true]);
  await browser.run(() => document.querySelectorAll('.k-buttons input')[1].click());
  await hasK(browser, 3);
  assert.deepEqual(await enabled(), [true, false, true]);
  await step(0);
  await hasK(browser, 5);
  assert.deepEqual(await enabled(), [false, true, true]);
  await step(1);
  await hasK(browser, 3);
  await step(2);
  await hasK(browser, 5);
  assert.deepEqual(await browser.consoleErrors(), []);
});

/** Scrolls the list of neighborhoods until a name is in it; the names of the entries that are lit then. */
const pointedInList = (browser, name) => browser.run(async (name) => {
  const list = document.querySelector('#regions-list');
  const names = (css) => [...list.querySelectorAll(css)].map((entry) => entry.querySelector('.name').textContent);
  for (list.scrollTop = 0; !names('li').includes(name) && list.scrollTop + list.clientHeight < list.scrollHeight; list.scrollTop += list.clientHeight) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return names('li.pointed');
}, name);

test('pointing highlights a group everywhere, and a chosen group stays highlighted until Escape', async (t) => {
  const browser = await opened(t, { width: 1440 });
  await browser.run(() => document.querySelector('.map-and-groups').scrollIntoView({ behavior: 'instant' }));
  const { x, y } = await browser.run(() => {
    const { left, top, width, height } = document.querySelector('#map').getBoundingClientRect();
    return { x: Math.round(left + width * 0.28), y: Math.round(top + height * 0.55) };
  });
  await browser.driver.actions().move({ x, y }).perform();
  const name = await browser.text('.hover-card b');
  assert.equal(await count(browser, '#legend .marked'), 1);
  assert.deepEqual(await pointedInList(browser, name), [name]);
  await browser.driver.actions().click().perform();
  assert.equal(await browser.text('.region-card h3'), name);
  await isGone(browser, '.hover-card');
  assert.deepEqual(await browser.axe(), []);
  await escape(browser);
  await isGone(browser, '.region-card h3');

  await browser.click('.group-card .pin');
  assert.equal(await count(browser, '.group-card.faded'), 4);
  assert.deepEqual(await browser.axe(), []);
  await escape(browser);
  await browser.driver.actions().move({ x: 5, y: 5 }).perform();
  await isGone(browser, '.group-card.faded');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('on a narrow screen the controls are a sheet that takes the focus and returns it', async (t) => {
  const browser = await opened(t, { width: 390, height: 844 });
  assert.equal(await browser.run(() => getComputedStyle(document.querySelector('#controls')).visibility), 'hidden');
  await browser.click('#open-controls');
  await browser.waitFor(() => document.activeElement.id === 'controls');
  assert.deepEqual(await browser.axe(), []);
  await escape(browser);
  await browser.waitFor(() => document.activeElement.id === 'open-controls');
  await browser.waitFor(() => getComputedStyle(document.querySelector('#controls')).visibility === 'hidden');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the language switch makes the page Spanish, also on the next visit', async (t) => {
  const browser = await opened(t, { width: 1440 });
  await browser.click('.top-bar .preferences button');
  await browser.waitFor(() => document.documentElement.lang === 'es');
  assert.match(await browser.text('#headline'), /víctimas en cinco grupos/);
  assert.match(await browser.text('#legend'), /víctimas/);
  assert.deepEqual(await browser.axe(), []);
  await browser.open();
  await browser.ready();
  assert.equal(await browser.run(() => document.documentElement.lang), 'es', 'remembered');
});

test('a crashed worker is replaced without loss', { skip: lacking('before') }, async (t) => {
  const browser = await start(t);
  await browser.before(`
    window.workers = [];
    const die = (worker) => worker.dispatchEvent(new ErrorEvent('error', { message: 'killed by a test' }));
    window.kill = () => die(workers.at(-1));
    window.Worker = class extends Worker {
      constructor(...how) {
        super(...how);
        workers.push(this);
        if (window.areDoomed) setTimeout(() => die(this));
      }
    };
  `);
  await browser.open();
  await browser.ready();
  const shown = await browser.fingerprint();
  await browser.run(() => kill());
  await browser.waitFor(() => document.documentElement.dataset.state === 'error', 20_000);
  assert.match(await browser.text('#failure'), /stopped unexpectedly \(technical detail: “killed by a test”\)/);
  assert.equal(await browser.fingerprint(), shown, 'what was on the screen stays');
  assert.equal(await browser.run(() => workers.length), 2);
  await browser.run(() => document.querySelectorAll('.k-buttons input')[0].click());
  await hasK(browser, 2);
  await browser.ready();
  assert.equal(await browser.text('#failure'), '');

  // A worker that cannot start is not restarted forever.
  await browser.run(() => {
    window.areDoomed = true;
    kill();
  });
  await browser.waitFor(() => /can’t run/.test(document.querySelector('#failure').innerText), 5000);
  assert.equal(await browser.run(() => workers.length), 4);
});
