// Times the page in headless Chromium: from a file to a drawn map, and from a moved control to the recolored map.

import { Browser } from '../e2e/harness.mjs';
import { renderedBytes, watchMemory } from '../e2e/memory.mjs';

/** Timeout of one analysis, in ms. */
const PATIENCE_MS = 30 * 60_000;

/** Writes the time of the last drawing on the map's canvas to `window.drawnAt`. */
function watchDrawing() {
  window.drawnAt = 0;
  for (const name of ['fill', 'fillRect', 'clearRect', 'stroke', 'drawImage', 'putImageData']) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) {
      if (this.canvas.id === 'map') window.drawnAt = performance.now();
      return draw.apply(this, args);
    };
  }
}

/** Opens the page with settings and returns the seconds until it shows the sample. */
async function openPage(browser, query) {
  await browser.open(`#${query}`);
  await browser.ready(PATIENCE_MS);
  return browser.run(() => performance.getEntriesByName('analysed')[0].startTime / 1000);
}

/** Opens files and returns the seconds from their choice to the result and to the map, by the page's performance marks. */
async function openFiles(browser, files) {
  const started = await browser.run(() => performance.now());
  await browser.run(watchDrawing);
  await browser.upload('#file-input', files);
  await browser.waitFor((started) => {
    const { state } = document.documentElement.dataset;
    const analysed = performance.getEntriesByName('analysed')[0].startTime;
    return state === 'error' || (state === 'ready' && analysed > started && window.drawnAt > analysed && performance.now() - window.drawnAt > 100);
  }, PATIENCE_MS, started);
  await browser.ready(1000);
  const ms = await browser.run(() => {
    const [load, analysed] = ['load', 'analysed'].map((name) => performance.getEntriesByName(name)[0].startTime);
    return { load, result: analysed - load, map: window.drawnAt - load };
  });
  if (!(ms.load > started)) throw new Error('the page took its marks from the sample, not from the files');
  return { result_s: ms.result / 1000, map_s: ms.map / 1000, fingerprint: await browser.fingerprint() };
}

/** Waits until the background examination has ended. */
async function restedExaminations(browser) {
  await browser.waitFor(() => {
    const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? 0;
    const since = Math.max(at('examine'), at('examined'), at('analysed'));
    return at('examined') >= at('examine') && performance.now() - since > 500;
  }, PATIENCE_MS);
}

/** Makes a first visit in a new browser. Returns its times and its peak memory, background examination included. */
async function firstVisit({ query, files }) {
  const browser = await Browser.start({ isAtRest: true });
  try {
    await browser.driver.get('about:blank');
    const empty = await renderedBytes(browser);
    const first_s = await openPage(browser, query);
    const stop = await watchMemory(browser);
    const found = await openFiles(browser, files);
    await restedExaminations(browser);
    const most = stop();
    const errors = await browser.consoleErrors();
    if (errors.length > 0) throw new Error(errors.join('\n'));
    return { first_s, ...found, memory: { empty_bytes: empty, most_bytes: most } };
  } finally {
    await browser.stop();
  }
}

/** Makes several first visits. Returns their times and the highest peak memory. */
export async function visit({ query, files, runs }) {
  const found = [];
  for (let run = 0; run < runs; run += 1) found.push(await firstVisit({ query, files }));
  const memory = found.map((visit) => visit.memory).reduce((a, b) => (b.most_bytes > a.most_bytes ? b : a));
  return { runs: found, memory };
}

/**
 * Moves controls as a visitor does, waits until the map has its colors, and returns the ms of every move.
 *
 * Time runs from the event to the last drawing on the map's canvas.
 */
export async function controls({ query, files, moves }) {
  const browser = await Browser.start({ isAtRest: true });
  try {
    await openPage(browser, query);
    await openFiles(browser, files);
    await browser.driver.manage().setTimeouts({ script: PATIENCE_MS });
    const found = {};
    for (const { name, css, values, event } of moves) {
      found[name] = [];
      for (const value of values) {
        const ms = await browser.driver.executeAsyncScript((css, value, event, patience, done) => {
          const control = document.querySelector(css);
          const { fingerprint } = document.documentElement.dataset;
          if (control.value === value) return done(0);
          if (value !== null) control.value = value;
          const moved = performance.now();
          if (event === 'click') control.click();
          else control.dispatchEvent(new Event(event, { bubbles: true }));
          // A click on a map mode changes the colors but not the result.
          const isThere = () => (event === 'click' || document.documentElement.dataset.fingerprint !== fingerprint)
            && document.documentElement.dataset.state === 'ready' && window.drawnAt > moved;
          let rested = 0;
          const frame = (now) => {
            if (now - moved > patience) return done(null);
            rested = isThere() && now - window.drawnAt > 30 ? rested + 1 : 0;
            if (rested >= 2) return done(window.drawnAt - moved);
            return requestAnimationFrame(frame);
          };
          return requestAnimationFrame(frame);
        }, css, value, event, 20_000);
        if (ms === null) throw new Error(`${name}: after ${css} was set to ${value} the map did not change`);
        if (ms > 0) found[name].push(ms);
      }
    }
    return found;
  } finally {
    await browser.stop();
  }
}
