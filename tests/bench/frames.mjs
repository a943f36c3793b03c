// Measures the work of the page's main thread per frame, from the browser's trace, while the map is hovered and while k is dragged.
//
//     node tests/bench/frames.mjs QUERY FILE…

import { pathToFileURL } from 'node:url';
import puppeteer from '../e2e/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js';
import { Browser } from '../e2e/harness.mjs';

/** Pointer moves in each of the two tests, one per frame. */
const MOVES = 300;
const FRAME_MS = 1000 / 60;

/** Scrolls an element into view and returns the center and half the size of its box. */
const boxOf = (browser, css) => browser.run((css) => {
  const element = document.querySelector(css);
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2, dx: width / 2, dy: height / 2 };
}, css);

/**
 * Returns the work of the main thread per frame, in ms: the duration of its tasks since the previous commit to the compositor.
 *
 * It counts the time that the thread ran, not the time that it waited for a processor. On an idle machine the two are equal.
 * If nothing changes on the screen, there is no frame.
 */
function workPerFrame({ traceEvents }) {
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const named = (main, name) => traceEvents
    .filter((event) => event.pid === main.pid && event.tid === main.tid && event.name === name && event.ph === 'X')
    .sort((a, b) => a.ts - b.ts);
  const main = mains.reduce((a, b) => (named(b, 'Commit').length > named(a, 'Commit').length ? b : a));
  const ends = named(main, 'Commit').map(({ ts, dur = 0 }) => ts + dur);
  const work = new Array(ends.length).fill(0);
  let frame = 0;
  for (const { ts, dur = 0, tdur = dur } of named(main, 'RunTask')) {
    while (frame < ends.length && ends[frame] <= ts) frame += 1;
    if (frame < ends.length) work[frame] += tdur / 1000;
  }
  // The first frame includes the start of the trace itself.
  return work.slice(1);
}

/** Opens the page with real files, hovers the map, then drags the slider of k. Returns the work of every frame in ms. */
export async function frames({ query, files }) {
  const browser = await Browser.start({ isAtRest: true, width: 1440, height: 1000 });
  try {
    await browser.open(`#${query}`);
    await browser.ready();
    const sample = await browser.fingerprint();
    await browser.upload('#file-input', files);
    await browser.waitFor((sample) => document.documentElement.dataset.fingerprint !== sample, 120_000, sample);
    await browser.ready();
    const { debuggerAddress } = (await browser.driver.getCapabilities()).get('goog:chromeOptions');
    const client = await puppeteer.connect({ browserURL: `http://${debuggerAddress}`, defaultViewport: null });
    const page = (await client.pages()).find((page) => page.url().startsWith(browser.url));
    const traced = async (act) => {
      await page.tracing.start({ categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
      await act();
      return workPerFrame(JSON.parse(Buffer.from(await page.tracing.stop()).toString()));
    };
    const walk = async (place) => {
      for (let at = 0; at < MOVES; at += 1) {
        await page.mouse.move(...place(at / MOVES));
        await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
      }
    };
    const map = await boxOf(browser, '#map');
    const hover = await traced(() => walk((t) => [map.x + 0.8 * map.dx * Math.sin(9 * t), map.y + 0.8 * map.dy * Math.cos(14 * t)]));
    const k = await boxOf(browser, '#k');
    const drag = await traced(async () => {
      await page.mouse.move(k.x - k.dx + 4, k.y);
      await page.mouse.down();
      await walk((t) => [k.x - 0.95 * k.dx * Math.cos(4 * Math.PI * t), k.y]);
      await page.mouse.up();
    });
    await client.disconnect();
    return { hover, drag };
  } finally {
    await browser.stop();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [query, ...files] = process.argv.slice(2);
  const found = await frames({ query, files });
  for (const [act, work] of Object.entries(found)) {
    const sorted = [...work].sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.toFixed(1);
    console.log(`${act}: ${work.length} frames, median ${at(0.5)} ms, 95 in 100 ${at(0.95)} ms, most ${at(1)} ms`);
  }
}
