// Runs Lighthouse on the built page. Times depend on the machine, so they are printed and not asserted; the layout shift does not, so
// it is asserted.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Browser, lacking, long } from './harness.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
const skip = lacking('devtools') || (major * 100 + minor < 1820 && 'Lighthouse needs Node.js 18.20 or newer');

for (const device of ['desktop', 'phone']) {
  test(`Lighthouse finds no fault (${device})`, { skip: skip || (device === 'desktop' && long) }, async (t) => {
    const { default: lighthouse, desktopConfig } = await import('lighthouse');
    const config = device === 'desktop' ? desktopConfig : undefined;
    const browser = await Browser.start({ isAtRest: true, width: 1350, height: 940 });
    t.after(() => browser.stop());
    const { debuggerAddress } = (await browser.driver.getCapabilities()).get('goog:chromeOptions');
    const port = Number(debuggerAddress.split(':').at(-1));
    const { lhr } = await lighthouse(browser.url, { port, logLevel: 'error' }, config);
    await writeFile(new URL(`../out/lighthouse-${device}.json`, import.meta.url), JSON.stringify(lhr));
    const score = (category) => Math.round(lhr.categories[category].score * 100);
    const failed = (category) => lhr.categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => `${id}: ${lhr.audits[id].title}`);
    for (const category of ['accessibility', 'best-practices']) {
      assert.deepEqual(failed(category), []);
      assert.equal(score(category), 100, category);
    }
    const moved = lhr.audits['cumulative-layout-shift'];
    assert.ok(moved.numericValue < 0.1, `what was there already moved by ${moved.displayValue}`);
    const told = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];
    t.diagnostic(`performance ${score('performance')}: ${told.map((id) => `${id} ${lhr.audits[id].displayValue}`).join(', ')}`);
  });
}
