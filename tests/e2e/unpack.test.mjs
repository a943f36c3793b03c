// Compressed files, archives and shapefiles, as portals offer them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { analyzeBinary, Browser, data, lacking, without } from './harness.mjs';

const run = promisify(execFile);
const crime = 'data/crime/part1_2016-2021.csv';
const shapefile = 'data/neighborhoods/census2010_stateplane_feet.zip';

let folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-unpack-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function file(name, content) {
  const where = path.join(folder, name);
  await writeFile(where, content);
  return where;
}

async function start(t, options) {
  const browser = await Browser.start(options);
  t.after(() => browser.stop());
  await browser.open();
  await browser.ready();
  return browser;
}

/** Waits for a result with another fingerprint. */
const isOther = (browser, fingerprint, ms = 120_000) => browser.waitFor((before) => {
  const { state, fingerprint } = document.documentElement.dataset;
  return state === 'ready' && fingerprint !== before;
}, ms, fingerprint);

/** Computes the checksum of a zip entry. */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Makes a zip of named entries. */
function zipped(entries) {
  const number = (value, bytes) => {
    const field = Buffer.alloc(bytes);
    field.writeUIntLE(value, 0, bytes);
    return field;
  };
  const [parts, index] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const [path, bytes, packed] = [Buffer.from(name), Buffer.from(content), deflateRawSync(content)];
    const common = Buffer.concat([
      number(20, 2), number(0, 2), number(8, 2), number(0, 4), number(crc32(bytes), 4),
      number(packed.length, 4), number(bytes.length, 4), number(path.length, 2), number(0, 2),
    ]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, packed]);
    index.push(Buffer.concat([Buffer.from('PK\x01\x02'), number(20, 2), common, number(0, 2), number(0, 2), number(0, 2), number(0, 4), number(at, 4), path]));
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.concat([
    Buffer.from('PK\x05\x06'), number(0, 4), number(index.length, 2), number(index.length, 2),
    number(directory.length, 4), number(at, 4), number(0, 2),
  ]);
  return Buffer.concat([...parts, directory, end]);
}

const table = (offense) => 'Description,CrimeDate,CrimeTime,Inside_Outside\n' + Array.from({ length: 400 }, (_, row) =>
  `${[offense, 'LARCENY', 'ROBBERY'][row % 3]},2019-${String(1 + row % 12).padStart(2, '0')}-11,${row % 24}:30:00,${row % 2 ? 'I' : 'O'}\n`).join('');

test('a shapefile in feet and a compressed table give the same numbers as analyze', { skip: without(crime, shapefile) }, async (t) => {
  const browser = await start(t, { width: 1440 });
  assert.equal(await browser.run(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('unpack'))), false,
    'a first visit does not load what unpacks');
  const sample = await browser.fingerprint();
  const packed = await file('part1_2016-2021.csv.gz', gzipSync(await readFile(data(crime)), { level: 1 }));
  const began = Date.now();
  await browser.drop('main', [packed, data(shapefile)]);
  await isOther(browser, sample);
  t.diagnostic(`dropped, unpacked, read, analysed: ${Date.now() - began} ms`);
  const out = path.join(folder, 'native');
  await run(analyzeBinary, [packed, data(shapefile), '--examine', 'none', '--out', out]);
  const native = JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8'));
  assert.equal(await browser.fingerprint(), native.fingerprint);
  const notes = await browser.run(() => document.querySelector('#rows-report').closest('section').textContent);
  assert.match(notes, /“part1_2016-2021\.csv” was unpacked from “part1_2016-2021\.csv\.gz”/);
  assert.match(notes, /coordinates were changed from “NAD_1983_StatePlane_Maryland_FIPS_1900_Feet” to degrees/);
  await browser.screenshot('unpacked-1440');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('for several kinds of tables in a zip the page asks which one to open', async (t) => {
  const browser = await start(t);
  const sample = await browser.fingerprint();
  const years = await file('years.zip', zipped({ 'arrests.csv': 'ArrestNumber,Age,Sex,Charge\n11,30,F,Theft\n', 'crime/2020.csv': table('ARSON'), 'readme.txt': 'Two years.' }));
  await browser.drop('main', [years]);
  await browser.waitFor('#layer-choice');
  assert.match(await browser.text('#layer-choice'), /years\.zip has several layers/);
  assert.equal(await browser.fingerprint(), sample, 'what was there still is');
  assert.equal(await browser.run(() => document.activeElement?.id), 'layer-choice');
  await browser.screenshot('layers-1280');
  assert.deepEqual(await browser.axe(), []);
  assert.equal(await browser.run(() => document.querySelector('#layer-choice button[type=submit]').disabled), true);
  await browser.click('#layer-choice input[value="crime/2020.csv"]');
  await browser.click('#layer-choice button[type=submit]');
  await isOther(browser, sample);
  assert.match(await browser.text('.loaded'), /years\.zip\/crime\/2020\.csv/);
  assert.equal((await browser.driver.findElements({ css: '#layer-choice' })).length, 0);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a dropped folder is opened, and one without data gets a message', { skip: lacking('devtools') }, async (t) => {
  const browser = await start(t);
  const sample = await browser.fingerprint();
  const documents = path.join(folder, 'documents');
  await mkdir(documents);
  await file('documents/terms.pdf', '%PDF-1.4');
  await browser.drag([documents]);
  await browser.waitFor(() => /The folder holds no file/.test(document.querySelector('#failure').textContent));
  assert.equal(await browser.fingerprint(), sample);
  const years = path.join(folder, 'city');
  await mkdir(path.join(years, 'older'), { recursive: true });
  await file('city/read me.pdf', '%PDF-1.4');
  await file('city/.hidden.csv', 'no,table');
  await file('city/crime_2020.csv', table('ARSON').replaceAll(',2019-', ',2020-'));
  await file('city/older/crime_2019.csv', table('ARSON'));
  await browser.drag([years]);
  await isOther(browser, sample);
  const loaded = await browser.text('.loaded');
  assert.match(loaded, /crime_2020\.csv/);
  assert.match(loaded, /crime_2019\.csv/);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a file that cannot be unpacked gets a message and leaves the result on the screen', async (t) => {
  const browser = await start(t);
  const sample = await browser.fingerprint();
  await browser.drop('main', [await file('cut.csv.gz', gzipSync(table('ARSON')).subarray(0, 150))]);
  await browser.waitFor('#failure.failure');
  assert.match(await browser.text('#failure'), /“cut\.csv\.gz”: .*damaged/);
  await browser.drop('main', [await file('hoods.shp', Buffer.from([0, 0, 0x27, 0x0a, 0, 0]))]);
  await browser.waitFor(() => document.querySelector('#failure').textContent.includes('“hoods.dbf” is missing'));
  assert.equal(await browser.fingerprint(), sample);
  // The unpacking worker fails to start, so it cannot say why.
  await browser.run(() => {
    const { dataset } = document.querySelector('meta[name="unpack-worker"]');
    // The integrity check fails, because the hash is another one.
    dataset.wasmIntegrity = `sha384-${'A'.repeat(64)}`;
  });
  await browser.drop('main', [await file('whole.csv.gz', gzipSync(table('ARSON')))]);
  // The reason is in the browser's own words.
  await browser.waitFor(() => /could not be unpacked \(.*(?:fetch|load)/i.test(document.querySelector('#failure').textContent));
  assert.equal(await browser.fingerprint(), sample);
  // The page marks its state when it is idle, after the message.
  await browser.waitFor(() => document.documentElement.dataset.state === 'error');
});
