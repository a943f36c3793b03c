import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { Browser, dist } from './harness.mjs';

for (const base of ['/', '/city/victims/']) {
  test(`the page starts below ${base} and finds all its parts`, async (t) => {
    const browser = await Browser.start({ base });
    t.after(() => browser.stop());
    await browser.open();
    await browser.ready();
    assert.equal(await browser.driver.getTitle(), 'Victim Clusters');
    assert.equal(await browser.run(() => document.getElementById('boot')), null, 'the loading state is taken away');
    const worker = await browser.run(async () => {
      const address = new URL(document.querySelector('meta[name="worker"]').content, document.baseURI);
      return { status: (await fetch(address)).status, path: address.pathname };
    });
    assert.equal(worker.status, 200);
    assert.match(worker.path, /\/worker-[0-9a-f]{16}\/worker\.js$/);
    assert.deepEqual(await browser.consoleErrors(), []);
    assert.deepEqual(await browser.consoleWarnings(), []);
  });
}

test('a page that cannot start says so', async (t) => {
  const wasm = (await readdir(dist)).find((name) => name.endsWith('_bg.wasm'));
  const browser = await Browser.start({ instead: { [wasm]: null } });
  t.after(() => browser.stop());
  await browser.open();
  await browser.waitFor(() => document.documentElement.dataset.state === 'error');
  assert.match(await browser.text('#boot [role="status"]'), /could not start/);
});
