// Safety: no data leaves the page, links contact a server only after a click, and text from files never becomes markup.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Browser, data, dist, engine, lacking, long } from './harness.mjs';
import { publish } from './open_data_server.mjs';
import { stranger, tryToLeave, tryToReach, withProbes, withTakenUnpacker } from './stranger.mjs';

const built = async () => {
  const page = await readFile(path.join(dist, 'index.html'), 'utf8');
  const [, name] = page.match(/<meta name="worker" content="([^"]+)"/);
  const [, unpacker] = page.match(/<meta name="unpack-worker" content="([^"]+)"/);
  return { page, worker: await readFile(path.join(dist, name), 'utf8'), unpacker: await readFile(path.join(dist, unpacker), 'utf8') };
};
const policyOf = (page) => page.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];

async function start(t, options) {
  const browser = await Browser.start(options);
  t.after(() => browser.stop());
  return browser;
}

/** Opens the page with probes in its workers, waits until all have tried, and returns what arrived. */
async function probed(t, change) {
  const other = await stranger();
  t.after(() => other.close());
  const { page, worker } = await built();
  const browser = await start(t, { instead: withProbes({ page: change(page), worker }, other.url), hasHeaders: false });
  await browser.open();
  await browser.run(() => {
    window.tried = new Set();
    new BroadcastChannel('tried').onmessage = ({ data }) => window.tried.add(data);
  });
  await browser.ready();
  await browser.waitFor(() => window.tried.has('data-worker') && (navigator.hardwareConcurrency < 2 || window.tried.has('helper')), 20_000);
  // Without the policy, an attempt may navigate the page away.
  await browser.run(`return (${tryToReach})(...arguments)`, other.url, 'page').catch((error) => {
    if (!/unload/.test(error.message)) throw error;
  });
  return other.heard.map((url) => url.slice(1, url.indexOf('?')));
}

test('neither the page nor a worker that holds data reaches another server, whatever it tries', async (t) => {
  assert.deepEqual(await probed(t, (page) => page), []);
});

test('without the policy the same attempts arrive, so the test above can fail', async (t) => {
  const heard = await probed(t, (page) => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
  const arrived = (from) => new Set(heard.filter((way) => way.startsWith(`${from}/`)));
  for (const [from, least] of [['page', 20], ['data-worker', 6], ['helper', 6]]) {
    assert.ok(arrived(from).size >= least, `${from}: ${[...arrived(from)]}`);
  }
});

test('what no policy of a page stops is what docs/safety.md names', async (t) => {
  const other = await stranger();
  t.after(() => other.close());
  const browser = await start(t);
  await browser.open();
  await browser.ready();
  await browser.run(`return (${tryToLeave})(...arguments)`, other.url).catch((error) => {
    if (!/unload|navigat|context/i.test(error.message)) throw error;
  });
  // The icon is that of the page that was gone to.
  const ways = () => new Set(other.heard.filter((url) => url !== '/favicon.ico').map((url) => url.slice(1, url.indexOf('?'))));
  for (let tries = 0; tries < 50 && !ways().has('leave/navigate'); tries += 1) await new Promise((resolve) => { setTimeout(resolve, 100); });
  // The table of safety.md has one row for each way, and one column for each engine.
  const table = await readFile(new URL('../../docs/safety.md', import.meta.url), 'utf8');
  const column = ['chromium', 'firefox', 'webkit'].indexOf(engine) + 1;
  const rows = [...table.matchAll(/^\| `([\w/-]+)` \|.*$/gm)].map(([row, way]) => [way, row.split('|').map((cell) => cell.trim())]);
  const told = rows.filter(([, cells]) => cells[column + 2] === 'arrives').map(([way]) => way);
  assert.ok(rows.length >= 4);
  assert.deepEqual([...ways()].sort(), told.sort());
});

test('a worker that holds data can start no worker that the policy does not bind', async (t) => {
  const other = await stranger();
  t.after(() => other.close());
  const { page, unpacker } = await built();
  const folder = await mkdtemp(path.join(tmpdir(), 'unpacker-'));
  t.after(() => rm(folder, { recursive: true }));
  const packed = path.join(folder, 'crimes.csv.gz');
  const rows = Array.from({ length: 60 }, (_, at) => `2022-0${1 + (at % 9)}-11 ${at % 24}:00:00,${['LARCENY', 'BURGLARY', 'ASSAULT'][at % 3]},Mill Hill\n`);
  await writeFile(packed, gzipSync(`CrimeDateTime,Description,Neighborhood\n${rows.join('')}`));
  const browser = await start(t, { instead: withTakenUnpacker({ page, unpacker }, other.url), hasHeaders: false });
  await browser.open();
  await browser.ready();
  await browser.run(() => {
    new BroadcastChannel('escaped').onmessage = ({ data }) => { window.escaped = data; };
  });
  await browser.drop('main', [packed]);
  assert.deepEqual(await browser.waitFor(() => window.escaped, 20_000), []);
  assert.deepEqual(other.heard, []);
});

test('no server that sends on leads to one that nobody was told of', { skip: long }, async (t) => {
  const other = await stranger();
  t.after(() => other.close());
  const server = await publish({ rows: 1200, elsewhere: other.url });
  t.after(() => server.close());
  const browser = await start(t);
  for (const [address, said] of [
    [`${server.url}/sent/files/crimes.csv`, /sends on to another address, which was not asked/],
    [`${server.url}/sent/table/FeatureServer/0`, /sends on to another address/],
    [`${server.url}/sent/resource/abcd-1234`, /sends on to another address/],
    [`${server.url}/sent/api/download/v1/items/a/csv`, /sends on to another address/],
    [`${server.url}/stored/api/download/v1/items/b/csv`, new RegExp(`sends on to “${other.url}/stored/files/crimes.csv”, which was not asked`)],
  ]) {
    await browser.open(`#k=3&from=${encodeURIComponent(encodeURIComponent(address))}`);
    await browser.ready();
    await browser.click('#fetch-linked');
    const text = await browser.waitFor(() => document.querySelector('#open-data[open] .warning, #open-data[open] [role=alert], #open-data[open] .failed')?.innerText, 30_000);
    assert.match(text, said, address);
  }
  assert.deepEqual(other.heard, [], 'the second server hears nothing');
  assert.ok(server.asked.filter((url) => url.startsWith('/sent/')).length >= 4, 'the first one was asked');
});

test('an address is shown as it will be asked, and refused with a sentence where it leads to no public server', { skip: long }, async (t) => {
  const browser = await start(t);
  for (const [address, shown] of [
    ['https://B\u00fccher.example/a.csv', 'https://xn--bcher-kva.example/a.csv'],
    ['https://b\u0430ltimore.example/a.csv', 'https://xn--bltimore-16g.example/a.csv'],
    ['HTTPS://City.Example:443/a.csv', 'https://city.example/a.csv'],
  ]) {
    await browser.open(`#from=${encodeURIComponent(encodeURIComponent(address))}`);
    await browser.ready();
    assert.equal(await browser.text('#linked-addresses li'), shown);
    assert.equal(await browser.text('#fetch-linked'), `Fetch from ${new URL(shown).host}`);
  }
  for (const [address, said] of [
    ['https://2130706433/a.csv', /is a number in a form that hides/],
    ['https://10.0.0.1/a.csv', /leads into a local network/],
    ['https://[::ffff:10.0.0.1]/a.csv', /leads into a local network/],
    ['https://\uff11\uff12\uff17.9.9.9/a.csv', /leads to this device/],
    ['https://router.local/a.csv', /leads into a local network/],
    ['https://baltimore-nibrs/a.csv', /is a single word/],
    ['https://city.example./a.csv', /is not a well-formed name/],
    ['https://city.example:25/a.csv', /browsers ask no server at this port/],
    ['https://me:secret@city.example/a.csv', /user name or a password/],
    ['http://city.example/a.csv', /must begin with https/],
    ['javascript:alert(1)', /must begin with https/],
  ]) {
    await browser.open(`#from=${encodeURIComponent(encodeURIComponent(address))}`);
    await browser.ready();
    assert.equal((await browser.driver.findElements({ css: '#linked-addresses' })).length, 0, address);
    assert.match(await browser.text('main .notice'), said, address);
  }
  await browser.click('#banner button:not(.main), .top-bar .tools > button:nth-of-type(2)');
  for (const [typed, said] of [['https://0x0a.1/a.csv', /local network/], ['https://0x7f.9/a.csv', /leads to this device/], ['https://router.lan/', /local network/], ['https://intranet/', /single word/], ['city.example', /must begin with https/]]) {
    await browser.run((typed) => {
      const field = document.querySelector('#address');
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.form.requestSubmit();
    }, typed);
    await browser.waitFor((source) => new RegExp(source).test(document.querySelector('#address-hint.warning')?.innerText), 5000, said.source);
  }
});

test('what comes from a linked address is not kept as a source of the catalog', { skip: lacking('caches') }, async (t) => {
  const server = await publish({ rows: 1200 });
  t.after(() => server.close());
  const { host } = new URL(server.url);
  const source = { title: { en: 'Crimes' }, protocol: 'file', url: `${server.url}/good/files/crimes.csv`, role: 'crime', publisher: 'City' };
  const catalog = { sources: { [host]: source }, offers: [{ id: 'o', title: { en: 'Offer' }, sources: [host] }] };
  const browser = await start(t, { instead: { 'sources.json': JSON.stringify(catalog) } });
  await browser.open(`#k=3&from=${encodeURIComponent(encodeURIComponent(`${server.url}/good/files/crimes.csv?another`))}`);
  await browser.ready();
  await browser.click('#fetch-linked');
  await browser.waitFor(() => document.documentElement.dataset.state === 'ready' && document.querySelector('.top-bar .loaded').textContent.includes('crimes.csv'), 60_000);
  const kept = () => browser.run(async () => {
    const requests = (await caches.has('open-data')) ? await (await caches.open('open-data')).keys() : [];
    return requests.map(({ url }) => url);
  });
  assert.deepEqual(await kept(), []);
});

test('a first visit contacts only its own server and violates no policy', async (t) => {
  const browser = await start(t);
  await browser.open();
  await browser.ready();
  await browser.examined();
  const asked = await browser.run(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.ok(asked.some((name) => name.endsWith('/worker.js')));
  assert.deepEqual(asked.filter((name) => !name.startsWith(browser.url)), []);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the evaluator finds no hole in the policy', async () => {
  const require = createRequire(import.meta.url);
  const { CspParser } = require('csp_evaluator/dist/parser.js');
  const { CspEvaluator } = require('csp_evaluator/dist/evaluator.js');
  const { Severity } = require('csp_evaluator/dist/finding.js');
  const { page } = await built();
  const found = new CspEvaluator(new CspParser(policyOf(page)).csp).evaluate();
  assert.deepEqual(found.filter(({ severity }) => severity < Severity.MEDIUM_MAYBE).map(({ description }) => description), []);
});

test('a script that is not the one that was built does not run', async (t) => {
  const { page, worker } = await built();
  const [, script] = page.match(/import init from '\.\/([^']+)'/);
  const [, name] = page.match(/<meta name="worker" content="([^"]+)"/);
  for (const [changed, text] of [[script, await readFile(path.join(dist, script), 'utf8')], [name, worker]]) {
    const browser = await start(t, { instead: { [changed]: `${text}\nglobalThis.changed = true;\n` } });
    await browser.open();
    await browser.waitFor(() => document.documentElement.dataset.state === 'error', 20_000);
    assert.equal(await browser.run(() => globalThis.changed), null);
  }
});

test('a link to a data address shows the address and contacts it only after a click', async (t) => {
  const server = await publish({ rows: 1200 });
  t.after(() => server.close());
  const browser = await start(t);
  const table = `${server.url}/good/files/crimes.csv`;
  await browser.open(`#k=3&from=${encodeURIComponent(encodeURIComponent(table))}`);
  await browser.ready();
  assert.match(await browser.text('#linked-addresses'), /files\/crimes\.csv/);
  assert.match(await browser.text('#fetch-linked'), /^Fetch from 127\.0\.0\.1:\d+$/);
  assert.deepEqual(await browser.axe(), []);
  await browser.screenshot('linked-address');
  assert.deepEqual(server.asked, [], 'nothing is asked before the click');
  await browser.click('#fetch-linked');
  await browser.waitFor(() => {
    const loaded = document.querySelector('.top-bar .loaded').textContent;
    return document.documentElement.dataset.state === 'ready' && loaded.includes('crimes.csv') && loaded.includes('1,200 victims');
  }, 60_000);
  assert.deepEqual(server.asked, ['/good/files/crimes.csv']);
  assert.ok(server.headers.every(({ referer, cookie, authorization }) => !referer && !cookie && !authorization), 'nothing goes along');

  // A shared link also names the address.
  await browser.run(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });
  });
  await browser.click('#share');
  const link = await browser.waitFor(() => window.copied);
  assert.equal(decodeURIComponent(new URLSearchParams(new URL(link).hash.slice(1)).get('from')), table);
  assert.deepEqual(await browser.consoleErrors(), []);
});

/** Names that contain markup, scripts or formulas. */
const own = [
  '<img src=x onerror="window.ran = 1">', '<script>window.ran = 1</script>', '"><svg/onload=window.ran=1>', "';window.ran=1//", '{{7*7}}', '${7*7}',
  '=HYPERLINK("http://127.0.0.1","x")', '+1+cmd|\' /C calc\'!A0', '@SUM(1+1)', '-2+3', '&lt;b&gt;', '\u202egnp.exe', 'a\u200bb', '\u0001\u0002',
  'العربية', '𝕋𝕙𝕖', '👩‍👩‍👧', 'javascript:window.ran=1', 'constructor', '__proto__', 'null',
];

/** All names of the list, of which the document has only those in view: scrolled through from top to bottom. */
const everyRegion = (browser) => browser.run(async () => {
  const list = document.querySelector('#regions [role=listbox]');
  const names = new Set();
  for (let top = 0; top < list.scrollHeight; top += list.clientHeight) {
    list.scrollTop = top;
    const isThere = () => {
      const { bottom } = list.getBoundingClientRect();
      return list.querySelector('li:last-of-type').getBoundingClientRect().bottom >= bottom - 2;
    };
    do await new Promise(requestAnimationFrame); while (!isThere());
    for (const { textContent } of list.querySelectorAll('[data-region] .name')) names.add(textContent);
  }
  return [...names];
});

test('names from files and links never become markup', async (t) => {
  const corpus = data('corpora/naughty_strings/blns.txt');
  const lines = corpus ? (await readFile(corpus, 'utf8')).split('\n').filter((line) => line.trim() && !line.startsWith('#')) : [];
  const names = [...new Set([...own, ...lines].map((name) => name.trim()).filter((name) => name && name.length <= 200))];
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const rows = Array.from({ length: 4 * names.length }, (_, at) => [
    `2022-${String(1 + (at % 12)).padStart(2, '0')}-0${1 + (at % 9)} ${at % 24}:00:00`, quoted(names[(at * 7) % Math.min(names.length, 40)]),
    quoted(names[at % names.length]), quoted(names[(at * 3) % 60]),
  ].join(','));
  const side = Math.ceil(Math.sqrt(names.length));
  const square = (at) => {
    const [x, y] = [-76.7 + 0.01 * (at % side), 39.2 + 0.01 * Math.floor(at / side)];
    return [[[x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y + 0.01], [x, y]]];
  };
  const features = names.map((Name, at) => ({
    type: 'Feature', properties: { Name, Population: 1000 + at }, geometry: { type: 'Polygon', coordinates: square(at) },
  }));
  const folder = await mkdtemp(path.join(tmpdir(), 'names-'));
  t.after(() => rm(folder, { recursive: true }));
  const files = [path.join(folder, "<img src=x onerror='window.ran=1'>.csv"), path.join(folder, 'regions & <b>.geojson')];
  await writeFile(files[0], `CrimeDateTime,Description,Neighborhood,Premise\n${rows.join('\n')}\n`);
  await writeFile(files[1], JSON.stringify({ type: 'FeatureCollection', features }));

  const browser = await start(t);
  await browser.open(`#k=3&name-3-A=${encodeURIComponent('<img src=x onerror=window.ran=1>')}&region=${encodeURIComponent(own[0])}`);
  await browser.ready();
  const sample = await browser.fingerprint();
  const before = await browser.run(() => document.scripts.length);
  await browser.drop('main', files);
  await browser.waitFor((sample) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return (state === 'ready' && fingerprint !== sample) || (state === 'error' && document.querySelector('#failure').innerText);
  }, 60_000, sample);
  assert.equal(await browser.state(), 'ready', await browser.run(() => document.querySelector('#failure')?.innerText));
  await browser.screenshot('naughty-1280');
  const found = await browser.run(() => ({
    ran: window.ran ?? null,
    scripts: document.scripts.length,
    foreign: [...document.querySelectorAll('main img, main iframe, main object, main [onerror], main [onload], main svg[onload]')].length,
    loaded: document.querySelector('.top-bar .loaded').textContent,
    text: document.querySelector('main').textContent,
  }));
  const regions = await everyRegion(browser);
  assert.deepEqual([found.ran, found.scripts, found.foreign], [null, before, 0]);
  assert.ok(found.loaded.includes("<img src=x onerror='window.ran=1'>.csv"), found.loaded);
  assert.ok(found.text.includes('<img src=x onerror=window.ran=1>'), "the group's name stands as it is");
  // The text of each name is shown in full.
  for (const name of own.slice(0, 9)) assert.ok(regions.includes(name), `${name} among ${regions.length} names`);

  // Saved files contain no markup from names either.
  await browser.click('#export');
  await browser.run(() => [...document.querySelectorAll('.menu button')].find((button) => /HTML|report/i.test(button.textContent)).click());
  const report = await readFile(await browser.download(/\.html$/, 30_000), 'utf8');
  assert.ok(report.includes('&lt;img src=x onerror'), 'the names are in the report');
  assert.doesNotMatch(report, /<(?:script|img|iframe|object)\b/i);
  assert.match(report, /<meta http-equiv="Content-Security-Policy" content="default-src 'none';/);
  assert.equal(await browser.run(() => window.ran ?? null), null);
  assert.deepEqual(await browser.consoleErrors(), []);
});
