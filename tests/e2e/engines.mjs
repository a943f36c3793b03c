// The three browser engines behind one interface. The harness holds what is the same in all; this file holds the differences.
//
// Chromium has developer tools beside WebDriver, Firefox has WebDriver BiDi and a privileged context, WebKitGTK has neither. If an
// engine lacks a method, a walk that needs it is skipped there (`lacking`).

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import webdriver from 'selenium-webdriver';
import chrome from 'selenium-webdriver/chrome.js';
import firefox from 'selenium-webdriver/firefox.js';
import startLog from 'selenium-webdriver/bidi/logInspector.js';
import startScripts from 'selenium-webdriver/bidi/scriptManager.js';

/**
 * The interface of an engine.
 *
 * @typedef {object} Engine
 * @property {import('selenium-webdriver').WebDriver} driver  the WebDriver session
 * @property {() => Promise<string[]>} errors  what went wrong on the page and its workers since the last call
 * @property {() => Promise<string[]>} [warnings]  the warnings in the browser's log since the last call
 * @property {(width: number, height: number) => Promise<void>} resize  sets what the page sees, in CSS pixels
 * @property {(scheme: 'light' | 'dark') => Promise<void>} [scheme]  what the device prefers
 * @property {(paths: string[]) => Promise<void>} [drag]  drags files and folders of this device to the middle of the page, and drops them
 * @property {(source: string) => Promise<void>} [before]  runs a script in every page before its own
 * @property {() => Promise<void>} stop  ends the browser
 */

/** Debian's Chromium, with the developer tools' protocol. */
class Chromium {
  driver;
  #log = [];

  static async start(folder) {
    const options = new chrome.Options();
    options.setBinaryPath(process.env.CHROMIUM ?? '/usr/bin/chromium');
    // Chromium writes only to `folder` and makes no requests of its own.
    options.addArguments(
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${path.join(folder, 'profile')}`,
    );
    options.setUserPreferences({
      'download.default_directory': path.join(folder, 'downloads'),
      // A walk saves several files from scripts; by default the browser would ask for permission.
      'profile.default_content_setting_values.automatic_downloads': 1,
    });
    const log = new webdriver.logging.Preferences();
    log.setLevel(webdriver.logging.Type.BROWSER, webdriver.logging.Level.ALL);
    options.setLoggingPrefs(log);
    const engine = new Chromium();
    engine.driver = await new webdriver.Builder()
      .forBrowser(webdriver.Browser.CHROME)
      .setChromeOptions(options)
      .setChromeService(new chrome.ServiceBuilder(process.env.CHROMEDRIVER ?? '/usr/bin/chromedriver'))
      .build();
    return engine;
  }

  async errors() {
    return this.#entries('SEVERE');
  }

  async warnings() {
    return this.#entries('WARNING');
  }

  /** Takes the entries of one level from the log. Reading the browser's log empties it, so the other levels are kept here. */
  async #entries(wanted) {
    this.#log.push(...await this.driver.manage().logs().get('browser'));
    const found = this.#log.filter(({ level }) => level.name === wanted);
    this.#log = this.#log.filter(({ level }) => level.name !== wanted);
    return found.map(({ message }) => message);
  }

  async resize(width, height) {
    // The emulated size may be larger or smaller than any window.
    await this.driver.sendDevToolsCommand('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  }

  async scheme(scheme) {
    await this.driver.sendDevToolsCommand('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  }

  async drag(paths) {
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) {
      await this.driver.sendDevToolsCommand('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
    }
  }

  async before(source) {
    await this.driver.sendDevToolsCommand('Page.addScriptToEvaluateOnNewDocument', { source });
  }

  async stop() {
    await this.driver.quit();
  }
}

/** Debian's Firefox ESR, by geckodriver, with WebDriver BiDi beside it. */
class Firefox {
  driver;
  #errors = [];

  static async start(folder) {
    const options = new firefox.Options();
    options.setBinary(process.env.FIREFOX ?? '/usr/bin/firefox-esr');
    options.addArguments('-headless');
    options.enableBidi();
    const preferences = {
      'browser.download.folderList': 2,
      'browser.download.dir': path.join(folder, 'downloads'),
      'browser.download.alwaysOpenPanel': false,
      'browser.helperApps.neverAsk.saveToDisk': 'text/csv,application/json,application/geo+json,image/png,image/svg+xml,text/html',
      // Firefox makes no requests of its own.
      'app.update.enabled': false,
      'browser.safebrowsing.malware.enabled': false,
      'browser.safebrowsing.phishing.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      // Some seconds after its start Firefox checks the network and aborts running loads.
      'network.notify.changed': false,
      'network.manage-offline-status': false,
    };
    for (const [name, value] of Object.entries(preferences)) options.setPreference(name, value);
    // The color scheme can be set only in the privileged context.
    const service = new firefox.ServiceBuilder(process.env.GECKODRIVER ?? 'geckodriver').addArguments('--allow-system-access');
    await mkdir(path.join(folder, 'downloads'), { recursive: true });
    const engine = new Firefox();
    engine.driver = await new webdriver.Builder()
      .forBrowser(webdriver.Browser.FIREFOX)
      .setFirefoxOptions(options)
      .setFirefoxService(service)
      .build();
    const log = await startLog(engine.driver);
    const note = ({ level, text }) => level === 'error' && engine.#errors.push(text);
    await log.onJavascriptException(note);
    await log.onConsoleEntry(note);
    return engine;
  }

  async errors() {
    return this.#errors.splice(0);
  }

  async resize(width, height) {
    const bidi = await this.driver.getBidi();
    const context = await this.driver.getWindowHandle();
    await bidi.send({ method: 'browsingContext.setViewport', params: { context, viewport: { width, height } } });
  }

  async scheme(scheme) {
    await this.driver.setContext(firefox.Context.CHROME);
    await this.driver.executeScript((dark) => {
      Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', dark ? 0 : 1);
    }, scheme === 'dark');
    await this.driver.setContext(firefox.Context.CONTENT);
  }

  async before(source) {
    const scripts = await startScripts(await this.driver.getWindowHandle(), this.driver);
    await scripts.addPreloadScript(`() => { ${source} }`);
  }

  async stop() {
    await this.driver.quit();
  }
}

/** WebKitGTK's MiniBrowser, by WebKitWebDriver. It has no headless mode and needs a display (`xvfb-run`). */
class WebKit {
  driver;
  #service;
  #errors = [];

  static async start(folder) {
    if (!process.env.DISPLAY) throw new Error('WebKitGTK needs a display: run the walks under xvfb-run');
    const downloads = path.join(folder, 'downloads');
    const config = path.join(folder, 'config');
    await mkdir(downloads, { recursive: true });
    await mkdir(config, { recursive: true });
    await writeFile(path.join(config, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
    const engine = new WebKit();
    const port = await freePort();
    engine.#service = spawn(process.env.WEBKITWEBDRIVER ?? 'WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      env: { ...process.env, XDG_CONFIG_HOME: config, XDG_DATA_HOME: path.join(folder, 'data'), XDG_CACHE_HOME: path.join(folder, 'cache') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [engine.#service.stdout, engine.#service.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => engine.#note(text));
    }
    await answers(port);
    const capabilities = new webdriver.Capabilities()
      .setBrowserName('MiniBrowser')
      .set('webkitgtk:browserOptions', {
        binary: process.env.MINIBROWSER ?? await miniBrowser(),
        args: ['--automation', '--enable-write-console-messages-to-stdout=true'],
      });
    engine.driver = await new webdriver.Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
    return engine;
  }

  /** Keeps the console errors in the browser's output. */
  #note(text) {
    for (const line of text.split('\n')) if (/^CONSOLE (?:\w+ )?ERROR/.test(line)) this.#errors.push(line);
  }

  async errors() {
    return this.#errors.splice(0);
  }

  async resize(width, height) {
    // The window is larger than the page's viewport by its bars, and cannot be narrower than its toolbar.
    const window = this.driver.manage().window();
    await window.setRect({ width, height });
    const [inner, outer] = await this.driver.executeScript(() => [innerHeight, outerHeight]);
    await window.setRect({ width, height: height + outer - inner });
  }

  async stop() {
    try {
      await this.driver?.quit();
    } finally {
      this.#service?.kill();
    }
  }
}

const engines = { chromium: Chromium, firefox: Firefox, webkit: WebKit };

/** The engine of the walks, from the environment variable BROWSER: "chromium", "firefox" or "webkit". */
export const engine = process.env.BROWSER ?? 'chromium';
if (!Object.hasOwn(engines, engine)) throw new Error(`BROWSER must be one of ${Object.keys(engines).join(', ')}, found ${engine}`);

/**
 * For a test's `skip` option: the reason why it cannot run in this engine, or false if it can.
 *
 * @param {...('scheme' | 'before' | 'narrow' | 'print' | 'tabs' | 'caches' | 'devtools')} needs  what the test needs of it
 */
export function lacking(...needs) {
  const found = needs.filter((need) => lacks[engine].includes(need));
  return found.length > 0 && `${engine} has no way to: ${found.map((need) => said[need]).join(', ')}`;
}

const lacks = { chromium: [], firefox: ['devtools'], webkit: ['scheme', 'before', 'narrow', 'print', 'tabs', 'caches', 'devtools'] };

const said = {
  scheme: 'say what color scheme the device prefers',
  before: 'run a script before the page',
  narrow: 'be as narrow as a phone',
  print: 'print',
  tabs: 'show a page again that another tab has covered',
  caches: 'keep a cache when the page is left',
  devtools: 'speak the developer tools’ protocol',
};

/**
 * Starts the engine, which keeps everything it writes in `folder`.
 *
 * @returns {Promise<Engine>}
 */
export function startEngine(folder) {
  return engines[engine].start(folder);
}

/** Finds MiniBrowser, which Debian installs in a folder named after the machine's architecture. */
async function miniBrowser() {
  const library = '/usr/lib';
  for (const machine of await readdir(library)) {
    for (const version of ['webkit2gtk-4.1', 'webkit2gtk-4.0']) {
      const file = path.join(library, machine, version, 'MiniBrowser');
      if (existsSync(file)) return file;
    }
  }
  throw new Error(`no MiniBrowser of WebKitGTK below ${library}`);
}

/** Returns a free port. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until the driver at a port answers. */
async function answers(port) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
