// This engine in headless Chromium, measured from the page's own marks (src/web/timeline.rs).

import { readFileSync, readdirSync } from 'node:fs';
import { Browser } from '../e2e/harness.mjs';

/** The longest that one analysis may take, in ms. */
const PATIENCE_MS = 30 * 60_000;

/** Stages with the marks at which they begin and end. */
const STAGES = {
  'read + clean + join': ['load', 'loaded'],
  'encode + standardise + PCA': ['stage:encode', 'stage:cluster'],
  sweep: ['stage:cluster', 'stage:measure'],
  measure: ['stage:measure', 'stage:explain'],
  'bytes → finished sweep': ['load', 'stage:measure'],
  'bytes → result on the page': ['load', 'analysed'],
};

/** The page's marks: name → ms since the page began. */
const marks = (browser) => browser.run(
  () => Object.fromEntries(performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime])),
);

/** Seconds of every stage between the marks; only those whose two marks are there. */
function stages(found) {
  const seconds = {};
  for (const [stage, [from, to]] of Object.entries(STAGES)) {
    if (found[to] >= found[from]) seconds[stage] = (found[to] - found[from]) / 1000;
  }
  return seconds;
}

/** Opens the page with settings, then the files; returns the seconds of every stage, and what the page says of the result. */
async function analyse(browser, query, files) {
  await browser.open(`?${query}`);
  await browser.ready(PATIENCE_MS);
  const { started, first } = await browser.run(() => ({
    started: performance.now(),
    first: performance.getEntriesByName('analysed')[0].startTime,
  }));
  await browser.upload('#file-input', files);
  await browser.waitFor((started) => {
    const { state } = document.documentElement.dataset;
    const isNew = performance.getEntriesByName('analysed')[0].startTime > started;
    return state === 'error' || (state === 'ready' && isNew);
  }, PATIENCE_MS, started);
  await browser.ready(1000);
  const found = await marks(browser);
  if (!(found.load > started)) throw new Error('the page took its marks from the sample, not from the files');
  return { seconds: stages(found), first_s: first / 1000, fingerprint: await browser.fingerprint() };
}

/** Ids of the processes that draw pages in the browser of this profile, from /proc. */
function renderers(profile) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      // Chromium's children write theirs with blanks in place of zeros.
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/);
      const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1];
      return [{ pid, parent, command }];
    } catch {
      return []; // It ended meanwhile.
    }
  });
  const browser = processes.find(({ command }) => command.includes(`--user-data-dir=${profile}`)
    && !command.some((argument) => argument.startsWith('--type=')));
  const belongs = ({ parent }) => {
    for (let at = parent; at && at !== '0'; at = processes.find(({ pid }) => pid === at)?.parent) {
      if (at === browser?.pid) return true;
    }
    return false;
  };
  return processes.filter((one) => one.command.includes('--type=renderer') && belongs(one)).map(({ pid }) => pid);
}

/** Bytes that belong to the largest of the processes alone: the page with its workers. */
function ownBytes(pids) {
  const own = pids.map((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB/gm)].reduce((sum, [, kb]) => sum + Number(kb) * 1024, 0);
    } catch {
      return 0;
    }
  });
  return Math.max(0, ...own);
}

/** Watches the memory of the page's process until `stop`, which returns the most that was seen. */
async function watchMemory(browser) {
  const profile = (await browser.driver.getCapabilities()).get('chrome').userDataDir;
  let most = 0;
  const look = () => { most = Math.max(most, ownBytes(renderers(profile))); };
  look();
  const first = most;
  const timer = setInterval(look, 100);
  return () => {
    clearInterval(timer);
    look();
    return { empty_bytes: first, most_bytes: most };
  };
}

/** Stage times of some runs, each on a page opened anew in one browser; the most memory is watched in a run of its own. */
export async function measure({ query, files, runs }) {
  const browser = await Browser.start();
  try {
    const version = (await browser.driver.getCapabilities()).get('browserVersion');
    const results = [];
    for (let run = 0; run < runs; run += 1) results.push(await analyse(browser, query, files));
    const threads = await browser.run(() => navigator.hardwareConcurrency);
    const errors = await browser.consoleErrors();
    if (errors.length > 0) throw new Error(errors.join('\n'));
    return { version, threads, runs: results, memory: await memory({ query, files }) };
  } finally {
    await browser.stop();
  }
}

async function memory({ query, files }) {
  const browser = await Browser.start();
  try {
    await browser.driver.get('about:blank');
    const stop = await watchMemory(browser);
    await analyse(browser, query, files);
    return stop();
  } finally {
    await browser.stop();
  }
}

/** One k with its restarts: seconds of the stage that finds groups. */
export async function oneK({ query, files, runs }) {
  const { runs: results } = await measure({ query, files, runs });
  return results.map(({ seconds }) => seconds.sweep);
}

/**
 * Moves controls as a visitor does and waits until the map has its colors.
 *
 * Time runs from the event to the last drawing on the map's canvas, and to the frame after it.
 */
export async function controls({ query, files, moves }) {
  const browser = await Browser.start();
  try {
    await analyse(browser, query, files);
    await browser.run(() => {
      window.drawnAt = 0;
      for (const name of ['fill', 'fillRect', 'clearRect', 'stroke', 'drawImage', 'putImageData']) {
        const draw = CanvasRenderingContext2D.prototype[name];
        CanvasRenderingContext2D.prototype[name] = function (...args) {
          if (this.canvas.id === 'map') window.drawnAt = performance.now();
          return draw.apply(this, args);
        };
      }
    });
    const found = {};
    for (const { name, css, values, event } of moves) {
      found[name] = [];
      for (const value of values) {
        const ms = await browser.driver.executeAsyncScript((css, value, event, patience, done) => {
          const control = document.querySelector(css);
          const { fingerprint } = document.documentElement.dataset;
          if (value !== null) control.value = value;
          const moved = performance.now();
          if (event === 'click') control.click();
          else control.dispatchEvent(new Event(event, { bubbles: true }));
          // A click on the map's kinds changes its colors and no result.
          const isThere = () => (event === 'click' || document.documentElement.dataset.fingerprint !== fingerprint)
            && document.documentElement.dataset.state === 'ready' && window.drawnAt > moved;
          let rested = 0;
          const frame = (now) => {
            if (now - moved > patience) return done(null);
            rested = isThere() && now - window.drawnAt > 30 ? rested + 1 : 0;
            if (rested >= 2) return done(window.drawnAt - moved);
            return requestAnimationFrame(frame);
          };
          requestAnimationFrame(frame);
        }, css, value, event, 20_000);
        if (ms !== null) found[name].push(ms);
      }
    }
    return found;
  } finally {
    await browser.stop();
  }
}
