// What the page's own host sees: the names of the files of a release, and never a setting or a value of an opened file. Also how
// the address keeps settings: in the fragment, from old links too, beside anchors and edits by hand.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Browser, dist, engine, long } from './harness.mjs';
import { writeSmallCity } from './small_city.mjs';

async function start(t, options) {
  const browser = await Browser.start({ width: 1440, ...options });
  t.after(() => browser.stop());
  return browser;
}

/** Values that stand in no release: of categories, neighborhoods, a column and its values. */
const values = {
  'LARCENY FROM AUTO': 'QUAGMIRE', BURGLARY: 'ZUGZWANG', 'RETAIL/SMALL STORE': 'XYLOTHEQUE', Elm: 'Vexillology', Juniper: 'Kakapo', Inside_Outside: 'Ultracrepidate',
};

/** Writes a small city with these values, and a map that has one neighborhood under another name. */
async function writeCity(t) {
  const folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-requests-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const files = await writeSmallCity(folder);
  for (const file of files) {
    let text = await readFile(file, 'utf8');
    for (const [name, value] of Object.entries(values)) text = text.replaceAll(name, value);
    if (file.endsWith('.geojson')) text = text.replace('Kakapo', 'Nudiustertian');
    await writeFile(file, text);
  }
  return files;
}

/** What must stand in no request, however it is escaped: values of the files, names given on the page, names of files. */
const secrets = [...Object.values(values), 'Nudiustertian', 'Borborygmus', 'small-city'];

/** The names of the files of the release, as they are asked for. */
async function released() {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(dist, path.join(entry.parentPath ?? entry.path, entry.name)));
  return new Set(['/', ...files.map((name) => `/${name.split(path.sep).join('/')}`)]);
}

/** Fails if a request is for anything but a file of the release, or if a part of it says more. */
async function saysNothing(requests) {
  const names = await released();
  for (const { method, url, referer } of requests) {
    assert.equal(method, 'GET', url);
    assert.ok(names.has(url), `the host was asked for ${url}`);
    assert.equal(referer, undefined, `${url} came with a referrer`);
    for (const secret of secrets) assert.ok(!url.toLowerCase().includes(secret.toLowerCase()), `the host was told ${secret}`);
  }
}

const address = (browser) => browser.run(() => decodeURIComponent(decodeURIComponent(location.href)));

/** Waits until the address holds a word, and the page is at rest with it. */
async function has(browser, word) {
  await browser.waitFor((word) => decodeURIComponent(decodeURIComponent(location.href)).includes(word), 20_000, word);
  await browser.ready();
}

const set = (browser, css, value, event = 'change') => browser.run((css, value, event) => {
  const control = document.querySelector(css);
  control.value = value;
  control.dispatchEvent(new Event(event, { bubbles: true }));
}, css, value, event);

/** Clicks by script: whatever covers the control or has not been scrolled to does not matter here. */
async function press(browser, css, at = 0) {
  await browser.waitFor((css, at) => document.querySelectorAll(css).length > at, 10_000, css, at);
  await browser.run((css, at) => document.querySelectorAll(css)[at].click(), css, at);
}

const isLoaded = (browser, name) => browser.waitFor((name) => document.documentElement.dataset.state === 'ready'
  && document.querySelector('.top-bar .loaded').textContent.includes(name), 60_000, name);

/** Opens files and uses every kind of control. Each step says which word the address then holds. */
const acts = [
  ['preset=victim', (browser) => press(browser, 'input[name=preset][value=victim]')],
  ['columns=', (browser) => press(browser, '[data-column="premise"] input[type=checkbox]')],
  ['forms=hour-ordinal', async (browser) => {
    await press(browser, '[data-column="hour"] .adjust');
    await browser.waitFor('#form-hour');
    await set(browser, '#form-hour', 'ordinal');
  }],
  ['filters=description-QUAGMIRE', async (browser) => {
    await browser.run(() => { document.querySelector('.filter[data-column="description"]').open = true; });
    await browser.waitFor('.filter[data-column="description"] input[value="QUAGMIRE"]');
    await press(browser, '.filter[data-column="description"] input[value="QUAGMIRE"]');
    await has(browser, 'filters=');
    await press(browser, '.filter[data-column="description"] input[value="ZUGZWANG"]');
    await has(browser, 'ZUGZWANG');
  }],
  ['years=2022', (browser) => set(browser, '#period', '2022')],
  ['encoding=standard', (browser) => set(browser, '#encoding', 'standard')],
  ['roles=', async (browser) => {
    await press(browser, '#show-mapping');
    await browser.waitFor('#mapping[open]');
    await browser.run(() => {
      const select = [...document.querySelectorAll('#mapping tbody tr')]
        .find((row) => row.querySelector('th').textContent === 'Ultracrepidate').querySelector('select');
      select.value = 'own';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await press(browser, '#apply-mapping');
    await has(browser, 'own=Ultracrepidate');
    await press(browser, '#show-mapping');
    await browser.run(() => {
      const select = [...document.querySelectorAll('#mapping tbody tr')]
        .find((row) => row.querySelector('th').textContent === 'Race').querySelector('select');
      select.value = 'skip';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await press(browser, '#apply-mapping');
  }],
  ['match=', async (browser) => {
    await press(browser, '#matches summary');
    await browser.waitFor('#matches tbody select');
    await browser.run(() => {
      const select = document.querySelector('#matches tbody select');
      select.value = [...select.options].find((option) => option.textContent.includes('Nudiustertian')).value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }],
  ['k=4', (browser) => set(browser, '#k', '4', 'input')],
  ['name-4-A=Borborygmus', async (browser) => {
    await press(browser, '.group-card .rename');
    await browser.waitFor(() => document.activeElement.classList.contains('own-name'));
    await browser.driver.actions().sendKeys('Borborygmus', '\uE007').perform();
  }],
  ['pin=B', (browser) => press(browser, '.group-card .pin', 1)],
  ['vs=preset.crime', (browser) => set(browser, '#versus', 'preset.crime')],
  ['map=rate', async (browser) => {
    await press(browser, '[name="map-mode"][value="rate"]');
    await has(browser, 'map=rate');
    await set(browser, '#map-classes', 'equal');
    await has(browser, 'classes=equal');
  }],
  ['region=Vexillology', async (browser) => {
    await browser.run(() => [...document.querySelectorAll('#regions-list li')].find((entry) => entry.textContent.includes('Vexillology')).click());
  }],
];

test('the host is asked for files of the release only, whatever a visitor does with a file', async (t) => {
  const files = await writeCity(t);
  // Without headers, the page alone has to see to it.
  const browser = await start(t, { hasHeaders: false });
  await browser.open();
  await browser.ready();
  await browser.upload('#file-input', files);
  await isLoaded(browser, 'small-city');
  for (const [word, act] of acts) {
    await act(browser);
    await has(browser, word);
  }

  // Language and theme, what can be copied and saved, and paper.
  await press(browser, '.top-bar .preferences button', 0);
  await browser.waitFor(() => document.documentElement.lang === 'es');
  await press(browser, '.top-bar .preferences button', 1);
  await browser.run(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { window.copied = text; } } });
    window.print = () => { window.isPrinted = true; };
  });
  await press(browser, '#share');
  const link = await browser.waitFor(() => window.copied);
  await press(browser, '#open-embed');
  await browser.waitFor('#embed[open] #embed-html');
  const html = await browser.run(() => document.querySelector('#embed-html').value);
  await browser.run(() => document.querySelector('#embed').close());
  for (const name of ['summary.json', 'regions.geojson']) {
    await browser.run((name) => [...document.querySelectorAll('#export button')].find((button) => button.textContent.includes(name)).click(), name);
    await browser.download(new RegExp(name.replace('.', '\\.') + '$'));
  }
  await press(browser, '#export button', 0);
  await browser.download(/report\.html$/);
  await press(browser, '#export button', 1);
  await browser.waitFor(() => window.isPrinted, 20_000);
  for (const type of ['beforeprint', 'afterprint']) await browser.run((type) => window.dispatchEvent(new Event(type)), type);
  if (engine !== 'webkit') await browser.driver.printPage();

  // Undo, redo, back, forward, the skip link, and reloads, which carry the whole address.
  const full = await address(browser);
  for (const word of ['preset=victim', 'QUAGMIRE', 'Ultracrepidate', 'Nudiustertian', 'Borborygmus', 'Vexillology']) {
    assert.ok(full.includes(word), `the address holds ${word}: ${full}`);
  }
  await press(browser, '.skip');
  await press(browser, '.steps button', 0);
  await browser.waitFor((full) => decodeURIComponent(decodeURIComponent(location.href)) !== full, 10_000, full);
  await press(browser, '.steps button', 1);
  await browser.travel(-2);
  await browser.travel(2);
  await has(browser, 'map=rate');
  await browser.driver.navigate().refresh();
  await browser.ready();
  await has(browser, 'QUAGMIRE');
  await browser.travel(-3);
  await browser.driver.navigate().refresh();
  await browser.ready();
  // A visit that another page's visit follows, and Back to it.
  await browser.driver.get(`${browser.url}licenses.html`);
  await browser.driver.navigate().back();
  await browser.ready();

  await saysNothing(browser.requests);
  assert.ok(browser.requests.filter(({ url }) => url === '/').length >= 3, 'the page itself was loaded again');
  assert.equal(new URL(link).search, '');
  assert.match(new URL(link).hash, /^#v=2&/);
  assert.match(html, /src="http:\/\/[^"?]*\/#v=2&amp;[^"?]*embed=map/);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('an old link opens what the new one opens, and leaves the address before anything is loaded', { skip: long }, async (t) => {
  const browser = await start(t, { hasHeaders: false });
  const settings = 'v=2&preset=crime&years=2022&k=3&seed=7&map=share-A&name-3-B=Borborygmus&lang=es&theme=dark';
  const shown = () => browser.run(() => {
    const { fingerprint, theme } = document.documentElement.dataset;
    return { fingerprint, theme, lang: document.documentElement.lang, names: [...document.querySelectorAll('.group-card h3')].map((title) => title.textContent).join(), href: location.href };
  });
  await browser.open(`#${settings}`);
  await browser.ready();
  const expected = await shown();
  assert.match(expected.names, /Borborygmus/);
  for (const [link, hash] of [
    [`?${settings}`, `#${settings}`],
    [`index.html?${settings}`, `#${settings}`],
    [`?utm_source=mail#${settings}`, `#utm_source=mail&${settings}`],
    // The fragment wins for what both name.
    [`?k=9&lang=en#${settings}`, `#k=9&lang=en&${settings}`],
    [`?${settings}#findings`, `#${settings}`],
    ['?', ''],
  ]) {
    const before = browser.requests.length;
    await browser.open(link);
    await browser.ready();
    const found = await shown();
    assert.equal(await browser.run(() => location.search), '', link);
    assert.equal(await browser.run(() => location.hash), hash, link);
    assert.ok(!found.href.includes('?'), found.href);
    if (hash) assert.deepEqual({ ...found, href: '' }, { ...expected, href: '' }, link);
    const [first, ...later] = browser.requests.slice(before);
    assert.ok(first.url.endsWith(link.split('#')[0]), 'the first request is sent before the page can do anything');
    await saysNothing(later);
    const reloaded = browser.requests.length;
    await browser.driver.navigate().refresh();
    await browser.ready();
    await saysNothing(browser.requests.slice(reloaded));
    assert.deepEqual(await shown(), found, 'a reload shows the same');
  }
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('an anchor moves the page and leaves the settings', async (t) => {
  const browser = await start(t);
  await browser.open('#preset=crime&k=3');
  await browser.ready();
  const fingerprint = await browser.fingerprint();
  const hash = () => browser.run(() => location.hash);
  /** How far an element is from the top of the screen once the page, which scrolls smoothly, has come to rest. */
  const distance = async (id) => {
    let last;
    for (;;) {
      const { top, scrolled } = await browser.run((id) => ({ top: document.getElementById(id).getBoundingClientRect().top, scrolled: scrollY }), id);
      if (scrolled === last) return Math.abs(top);
      last = scrolled;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  await browser.run(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
  await press(browser, '.skip');
  assert.ok(await distance('findings') < 200 && await browser.run(() => document.activeElement.id === 'findings'));
  assert.equal(await hash(), '#preset=crime&k=3', 'the skip link is no link to other settings');

  for (const anchor of ['compare', 'findings', 'no-such-place']) {
    await browser.run((anchor) => { location.hash = anchor; }, anchor);
    await browser.waitFor(() => location.hash === '#preset=crime&k=3', 5000);
    if (anchor !== 'no-such-place') assert.ok(await distance(anchor) < 200, `${anchor} is in view`);
    await browser.ready();
    assert.equal(await browser.fingerprint(), fingerprint);
  }
  // Settings that follow an anchor are a step that can be undone.
  await set(browser, '#k', '4', 'input');
  await browser.waitFor(() => document.documentElement.dataset.k === '4', 20_000);
  await press(browser, '.steps button', 0);
  await browser.waitFor(() => document.documentElement.dataset.k === '3' && location.hash === '#preset=crime&k=3', 20_000);

  // A page that is opened at an anchor begins with the defaults.
  await browser.open('#findings');
  await browser.ready();
  assert.deepEqual((await browser.driver.findElements({ css: 'main .notice' })).length, 0, 'an anchor is no bad link');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a fragment that is edited by hand is read, and Back undoes it', async (t) => {
  const files = await writeCity(t);
  const browser = await start(t);
  await browser.open();
  await browser.ready();
  await browser.upload('#file-input', files);
  await isLoaded(browser, 'small-city');
  const first = await browser.fingerprint();
  const type = (link) => browser.run((link) => { location.hash = link; }, link);
  const isK = (k) => browser.waitFor((k) => document.documentElement.dataset.state === 'ready' && document.documentElement.dataset.k === k, 20_000, k);

  await type('preset=crime&years=2022&k=3&name-3-A=Borborygmus&lang=es&theme=dark&colour=red');
  await isK('3');
  await isLoaded(browser, 'small-city');
  assert.match(await browser.text('#legend'), /Borborygmus/);
  assert.deepEqual(await browser.run(() => [document.documentElement.lang, document.documentElement.dataset.theme]), ['es', 'dark']);
  assert.match(await browser.text('main .notice'), /colour/, 'what can’t be read is said');
  await type('preset=crime&years=2022&k=6');
  await isK('6');
  assert.equal(await browser.run(() => document.documentElement.lang), 'en');
  await press(browser, '.steps button', 0);
  await isK('3');
  await browser.travel(-1);
  await browser.waitFor((first) => document.documentElement.dataset.fingerprint === first, 20_000, first);
  assert.equal(await browser.run(() => document.querySelectorAll('.steps button')[0].disabled), true, 'nothing to undo');
  await press(browser, '.steps button', 1);
  await isK('3');

  // A link with a fingerprint promises what its sender saw.
  await type(`preset=crime&years=2022&k=3&crime=other.csv&fingerprint=0123456789abcdef&v=2`);
  await browser.waitFor(() => document.querySelector('#link-outcome')?.textContent.includes('other.csv'), 20_000);
  // Another part of the page starts it anew.
  await type('embed=map&k=3');
  await browser.waitFor('main.embedded', 20_000);
  await browser.ready();
  await saysNothing(browser.requests);
  assert.deepEqual(await browser.consoleErrors(), []);
});
