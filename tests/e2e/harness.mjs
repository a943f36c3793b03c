// The base of every walk: serves the built page, opens a real browser on it, and offers the actions of a visitor.
//
//     const browser = await Browser.start();
//     await browser.open('#preset=crime');
//     await browser.waitFor(() => document.documentElement.dataset.state === 'ready');
//     await browser.stop();
//
// Functions given to `waitFor` and `run` run in the page: they see its globals and their arguments, but no variable of the walk.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { engine, lacking, startEngine } from './engines.mjs';
import { serve } from './server.mjs';

export { engine, lacking };

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of the built page: `dist/`, or the one that the environment variable DIST names. */
export const dist = path.resolve(process.env.DIST ?? path.join(root, 'dist'));

/** The command line, which `make tested-analyze` builds. */
export const analyzeBinary = path.join(root, 'target', 'debug', 'analyze');

/** Where the walks write what they keep for people: pictures and reports. */
export const out = path.join(root, 'tests', 'out', ...(engine === 'chromium' ? [] : [engine]));

/** Factor on every timeout: how much longer than Chromium an engine may take. */
const patience = { chromium: 1, firefox: 2, webkit: 4 }[engine];

/** Path of a file or folder of the real data, or null if VICTIM_CLUSTERS_DATA is unset or has no such file. */
export function data(name) {
  const folder = process.env.VICTIM_CLUSTERS_DATA;
  const file = folder ? path.join(folder, name) : null;
  return file && existsSync(file) ? file : null;
}

/** For a test's `skip` option: the reason why it cannot run without these real files, or false if they are there. */
export function without(...names) {
  if (!process.env.VICTIM_CLUSTERS_DATA) return 'VICTIM_CLUSTERS_DATA is not set';
  const missing = names.filter((name) => !data(name));
  return missing.length > 0 && `not under VICTIM_CLUSTERS_DATA: ${missing.join(', ')}`;
}

/**
 * For the `skip` option of walks that take minutes, and of variants of walks that run anyway: false if LONG_WALKS is set, as `make
 * test-all` and `make walk` do.
 */
export const long = !process.env.LONG_WALKS && 'a long walk; LONG_WALKS=1 runs it';

/** Time between two moves of the hand, in ms. The page's pause after one is longer. */
const MOVES_MS = 200;

/** Moves the visitor's hand over no part of the page, whenever the page is complete. Runs in the page. */
function moveHand(everyMs) {
  window.hand = setInterval(() => {
    if (document.documentElement.dataset.state === 'ready') window.dispatchEvent(new Event('pointermove'));
  }, everyMs);
}

/** A browser with a new profile, and a server for it. */
export class Browser {
  #server;
  #folder;
  #engine;
  #errors = [];
  #requests = [];
  #isAtRest;

  /** The WebDriver session, for actions that this class does not offer. */
  get driver() {
    return this.#engine.driver;
  }

  /** Where the page is served. */
  get url() {
    return this.#server.url;
  }

  /** What the server was asked since the start: the method and address of each request, and its `Referer` if it has one. */
  get requests() {
    return [...this.#requests];
  }

  /**
   * Serves the built page and starts a browser.
   *
   * @param {{base?: string, width?: number, height?: number, instead?: Record<string, string | null>, hasHeaders?: boolean, frames?: string}} options
   *   `base`: the path to serve below; `instead`: contents in place of files, by name (null: no such file); `hasHeaders`: whether the
   *   host sends the headers of `_headers`; `frames`: who may show the page in a frame by these, other than itself; `isAtRest`: whether
   *   the visitor's hand rests, so that the page examines its results (see `rest`)
   */
  static async start({ base = '/', width = 1280, height = 900, instead, hasHeaders, frames, isAtRest = false } = {}) {
    if (!existsSync(path.join(dist, 'index.html'))) throw new Error(`${dist} holds no page: run \`make build\` first`);
    const browser = new Browser();
    browser.#isAtRest = isAtRest;
    browser.#folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-'));
    try {
      const heard = ({ method, url, headers: { referer } }) => browser.#requests.push({ method, url, ...(referer && { referer }) });
      browser.#server = await serve(dist, { base, instead, hasHeaders, frames, heard });
      browser.#engine = await startEngine(browser.#folder);
      await browser.resize(width, height);
    } catch (error) {
      await browser.stop();
      throw error;
    }
    return browser;
  }

  /** Ends the browser and the server and removes their files. A second call does nothing. */
  async stop() {
    const engine = this.#engine;
    this.#engine = undefined;
    await engine?.stop();
    await this.#server?.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Loads the page with a link: "", "#…", or "?…" as links were before. */
  async open(link = '') {
    // To another fragment of the page on the screen, the browser would load nothing.
    if (link.includes('#') && (await this.driver.getCurrentUrl()).startsWith(this.url)) await this.driver.get('about:blank');
    await this.driver.get(new URL(link, this.url).href);
    if (!this.#isAtRest) await this.run(moveHand, MOVES_MS);
  }

  /**
   * Lets the visitor's hand rest from now on. Until then it moves, and the page examines nothing while a hand moves. Examinations
   * keep all cores busy for seconds after each result, which would make walks that are not about them twice as long.
   */
  async rest() {
    this.#isAtRest = true;
    await this.run(() => clearInterval(window.hand));
  }

  /**
   * Goes back (steps below 0) or forward in the history by script, because WebKit's Back button skips entries that were made
   * without a user gesture.
   */
  async travel(steps) {
    await this.run((steps) => new Promise((resolve) => {
      addEventListener('popstate', () => resolve(), { once: true });
      history.go(steps);
    }), steps);
  }

  /** Runs a function in the page and awaits its value. */
  async run(fn, ...args) {
    return this.driver.executeScript(fn, ...args);
  }

  /**
   * Waits until an element matches the selector, or until the function, run in the page, returns something true.
   * Returns the element, or what the function returned.
   */
  async waitFor(what, ms = 10_000, ...args) {
    const look = typeof what === 'function'
      ? () => this.run(what, ...args)
      : async () => (await this.driver.findElements({ css: what }))[0];
    const end = Date.now() + ms * patience;
    for (;;) {
      const found = await look();
      if (found) return found;
      if (Date.now() >= end) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const picture = await this.screenshot(`timeout-${Date.now()}`);
    throw new Error([
      `waited ${ms * patience} ms in vain for ${what}`,
      `state: ${await this.state()}; picture: ${path.relative(root, picture)}`,
      ...(await this.consoleErrors()),
    ].join('\n'));
  }

  /** Waits until the page is at rest with a result. Throws at once if the page reports an error. */
  async ready(ms = 60_000) {
    const state = await this.waitFor(() => {
      const { state } = document.documentElement.dataset;
      return (state === 'ready' || state === 'error') && state;
    }, ms);
    if (state === 'error') {
      const said = await this.run(() => document.querySelector('[role="alert"], #boot')?.innerText ?? '');
      throw new Error(['the page is in the state "error"', said, ...(await this.consoleErrors())].join('\n'));
    }
  }

  /** Waits until the background examination has ended, with the hand at rest. */
  async examined(ms = 120_000) {
    await this.rest();
    await this.waitFor(() => {
      const { state, examining } = document.documentElement.dataset;
      return state === 'ready' && examining === undefined;
    }, ms);
  }

  /** The page's state: "loading", "working", "ready" or "error". */
  async state() {
    return this.run(() => document.documentElement.dataset.state ?? null);
  }

  /** The fingerprint of the result on the screen, or null. */
  async fingerprint() {
    return this.run(() => document.documentElement.dataset.fingerprint ?? null);
  }

  /** The visible text of the first element that matches. */
  async text(css) {
    return (await this.waitFor(css)).getText();
  }

  /** The line that names the loaded data. It is read by script because WebKit's driver calls a closed menu invisible. */
  async loaded() {
    return this.run((element) => element.innerText, await this.waitFor('.top-bar .loaded summary'));
  }

  /** Clicks the first element that matches. WebKit's driver does not scroll nested containers, so a script does. */
  async click(css) {
    const element = await this.waitFor(css);
    if (engine === 'webkit') await this.run((element) => element.scrollIntoView({ block: 'nearest', behavior: 'instant' }), element);
    await element.click();
  }

  /** Chooses files in a file input, as its dialog would. */
  async upload(css, files) {
    await (await this.waitFor(css)).sendKeys(files.map((file) => path.resolve(file)).join('\n'));
  }

  /** Drops files on the first element that matches. */
  async drop(css, files) {
    const input = await this.run(() => {
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', multiple: true });
      return document.body.appendChild(input);
    });
    await input.sendKeys(files.map((file) => path.resolve(file)).join('\n'));
    await this.run((input, target) => {
      const dataTransfer = new DataTransfer();
      for (const file of input.files) dataTransfer.items.add(file);
      input.remove();
      for (const type of ['dragenter', 'dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, input, await this.waitFor(css));
  }

  /** Drags files and folders from this device's own windows to the page, and drops them there. */
  async drag(paths) {
    await this.#engine.drag(paths.map((name) => path.resolve(name)));
  }

  /** Waits for a finished download with a matching name and returns its path. `stop` removes the file. */
  async download(pattern, ms = 10_000) {
    const folder = path.join(this.#folder, 'downloads');
    const end = Date.now() + ms * patience;
    for (;;) {
      const names = await readdir(folder).catch(() => []);
      // Firefox creates an empty file of the final name before the partial file is complete.
      const isUnfinished = names.some((name) => /\.(?:crdownload|part|wkdownload)$/.test(name));
      const name = !isUnfinished && names.find((name) => pattern.test(name));
      if (name) return path.join(folder, name);
      if (Date.now() >= end) throw new Error(`waited ${ms} ms in vain for a download like ${pattern}; there: ${names.join(', ') || 'none'}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The console errors since the start, of the page and its workers and, in Chromium, of the network. */
  async consoleErrors() {
    this.#errors.push(...await this.#engine.errors());
    return [...this.#errors];
  }

  /** The warnings in the browser's log since the last call; none where the engine does not report them. */
  async consoleWarnings() {
    return await this.#engine.warnings?.() ?? [];
  }

  /** Sets the size of what the page sees, in CSS pixels. */
  async resize(width, height) {
    await this.#engine.resize(width, height);
  }

  /** Sets the preferred color scheme to "light" or "dark". */
  async scheme(scheme) {
    await this.#engine.scheme(scheme);
  }

  /** Runs a script in every page opened from now on, before the page's scripts. */
  async before(source) {
    await this.#engine.before(source);
  }

  /** Writes a screenshot to tests/out/NAME.png and returns the path. */
  async screenshot(name) {
    const file = path.join(out, `${name}.png`);
    await mkdir(out, { recursive: true });
    await writeFile(file, await this.driver.takeScreenshot(), 'base64');
    return file;
  }

  /** The violations of WCAG 2.2 A and AA that axe finds now, one line per element. */
  async axe() {
    const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await this.driver.executeScript(source);
    const violations = await this.run(async () => {
      const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      const { violations } = await window.axe.run(document, { runOnly });
      return violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ target }) => target.join(' ')) }));
    });
    return violations.flatMap(({ id, help, targets }) => targets.map((target) => `${id}: ${help}: ${target}`));
  }
}
