// The page explains itself: the method with its command, cautions on the data, limits beside results.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { analyzeBinary, Browser, data, without } from './harness.mjs';

const run = promisify(execFile);

const of2021 = 'data/crime/part1_2021_api.csv';
const of2022 = 'data/crime/part1_2022_victim_fields.csv';
const regions = 'data/neighborhoods/census2010.geojson';

async function start(t, options) {
  const browser = await Browser.start(options);
  t.after(() => browser.stop());
  return browser;
}

async function folderOf(t) {
  const folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-method-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the page's command in a shell, in the folder of its files, and returns the summary that it writes. */
async function repeat(command, folder) {
  const line = command.replace(/^analyze /, `'${analyzeBinary}' --examine none `);
  assert.notEqual(line, command);
  const { stdout } = await run('sh', ['-c', line], { cwd: folder });
  assert.match(stdout, /reproduced exactly/);
  const out = command.match(/ --out (\S+)$/)[1];
  return JSON.parse(await readFile(path.join(folder, out, 'summary.json'), 'utf8'));
}

/** Splits a table into rows of fields. */
function rows(text) {
  const fields = (line) => [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, field]) => field.replace(/^"|"$/g, ''));
  return text.trim().split(/\r?\n/).map(fields);
}

/** Some columns of a table of the real data. */
async function columns(name, names) {
  const [header, ...body] = rows(await readFile(data(name), 'utf8'));
  const at = names.map((name) => header.indexOf(name));
  return body.map((row) => at.map((at) => row[at]));
}

const cautions = (browser) => browser.run(() => [...document.querySelectorAll('#cautions li')].map((line) => line.innerText.replaceAll('\u00a0', ' ')));

const load = async (browser, files) => {
  const before = await browser.fingerprint();
  await browser.upload('#file-input', files);
  await browser.waitFor((before) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return state === 'ready' && fingerprint !== before;
  }, 90_000, before);
};

test('the command on the page gives the same groups and can be copied', async (t) => {
  const browser = await start(t, { width: 1440 });
  await browser.open('#preset=crime&years=2022&filters=description-COMMON_ASSAULT.LARCENY&forms=hour-ordinal&weights=weapon-0.5');
  await browser.ready();
  const command = await browser.text('#command');
  assert.match(command, /^analyze --sample --preset crime --years 2022 --columns \S+ --forms hour-ordinal --weights weapon-0\.5 --filter /);
  await browser.run(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { window.copied = text; } } });
    document.querySelector('#copy-command').click();
  });
  await browser.waitFor(() => document.querySelector('#copy-command + .copied').innerText === 'Copied');
  assert.equal(await browser.run(() => window.copied), command);
  const { fingerprint } = await repeat(command, await folderOf(t));
  assert.equal(fingerprint, await browser.fingerprint());

  // A changed setting changes the command.
  await browser.run(() => document.querySelectorAll('.k-buttons input')[2].click());
  await browser.waitFor(() => document.querySelector('#command').innerText.includes(' --k 4'), 30_000);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the method text grows with the examination, cites only methods in use, and is translated', async (t) => {
  const browser = await start(t, { width: 1440 });
  await browser.open();
  await browser.ready();
  await browser.examined();
  const method = () => browser.run(() => document.querySelector('#method-text').innerText);
  await browser.waitFor(() => document.querySelector('#method-text')?.innerText.includes('resampled 100 times'), 20_000);
  const said = await method();
  for (const part of ['parallel analysis', '10 copies of the table', 'k-means++', await browser.fingerprint()]) assert.ok(said.includes(part), part);
  const references = () => browser.run(() => [...document.querySelectorAll('.references li')].map((li) => li.innerText.split(',')[0]));
  assert.ok((await references()).includes('Horn'));
  assert.deepEqual(await cautions(browser), [], 'the sample has no seams and no gaps');
  assert.match(await browser.text('.headline .limit'), /^These are crimes that were reported and recorded/);
  assert.match(await browser.text('.map-panel > .limit'), /Other boundaries would give another map/);
  assert.deepEqual(await browser.axe(), []);

  await browser.run(() => document.querySelector('.top-bar .preferences button').click());
  await browser.waitFor(() => document.documentElement.lang === 'es' && document.querySelector('#method-text').innerText.includes('se remuestrearon 100 veces'));
  assert.match(await browser.text('#cite'), /^Victim Clusters, versión /);
  assert.deepEqual(await browser.axe(), []);

  // With a number of components set by hand, the text does not mention parallel analysis.
  await browser.open('#components=5');
  await browser.ready();
  const components = (await method()).split('\n').find((paragraph) => /componentes/.test(paragraph));
  assert.match(components, /Su número se fijó a mano\.$/);
  assert.doesNotMatch(components, /análisis paralelo/);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the report contains method, references, citation and command', async (t) => {
  const browser = await start(t);
  await browser.open('#preset=crime');
  await browser.ready();
  const command = await browser.text('#command');
  await browser.click('#export summary');
  await browser.run(() => [...document.querySelectorAll('#export li button')].find((button) => button.textContent.includes('HTML')).click());
  const report = await readFile(await browser.download(/report\.html$/, 30_000), 'utf8');
  // Each word of the command may have its own tag, so that lines break only between words.
  const said = report.replaceAll(/<[^>]*>/g, '');
  for (const part of [command, 'How to cite', 'Rousseeuw, P. J. (1987)', 'These are crimes that were reported and recorded']) assert.ok(said.includes(part), part);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('cautions on a real table name missing traits and the incomplete last month', { skip: without(of2022, regions) }, async (t) => {
  const browser = await start(t, { width: 1440 });
  await browser.open();
  await browser.ready();
  const folder = await folderOf(t);
  const files = [data(of2022), data(regions)];
  for (const file of files) await writeFile(path.join(folder, path.basename(file)), await readFile(file));
  await load(browser, files);
  const [sides, month, ...blank] = await cautions(browser);
  // Counted in the file: streets are inside, stores and homes outside.
  assert.match(sides, /^“Inside_Outside” seems to have inside and outside swapped: 167 of 171 rows on streets .* and 273 of 273 in buildings outside\./);
  assert.equal(month, 'November 2022 is not complete: the table ends on Nov 12, 2022.');
  // Counted in the file: of 248 rows of November one or two say where.
  assert.match(blank[0], /^Inside or outside and kind of place are missing for 99% of the victims of November 2022, and for 35% of the others/);
  assert.equal(blank.length, 1);
  const before = await browser.fingerprint();
  await browser.run(() => document.querySelector('input[name="preset"][value="victim"]').click());
  await browser.waitFor((before) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return state === 'ready' && fingerprint !== before;
  }, 60_000, before);
  const missing = (await cautions(browser)).at(-1);
  assert.match(missing, /missing: age for 17%, sex for 17%, race for 26% and ethnicity for 65%\./);
  await browser.screenshot('method-victim');
  assert.deepEqual(await browser.axe(), []);
  assert.equal((await repeat(await browser.text('#command'), folder)).fingerprint, await browser.fingerprint());

  // Saved files contain no small counts of victims' traits.
  await browser.click('#export summary');
  await browser.run(() => [...document.querySelectorAll('#export li button')].find((button) => button.textContent.includes('profiles.csv')).click());
  const [header, ...cells] = rows(await readFile(await browser.download(/^profiles\.csv$/), 'utf8'));
  assert.equal(header.at(-1), 'suppressed');
  assert.ok(cells.some((cell) => cell.at(-1) === 'yes' && cell[3] === ''));
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a table of 2021 and 2022 gets a caution on the change of the reporting system', { skip: without(of2021, of2022) }, async (t) => {
  const browser = await start(t, { width: 1440 });
  const lines = [
    ['CrimeDate', 'Description', 'Weapon', 'Neighborhood'],
    ...(await columns(of2021, ['CrimeDate', 'Description', 'Weapon', 'Neighborhood'])),
    ...(await columns(of2022, ['CrimeDateTime', 'Description', 'Weapon', 'Neighborhood'])),
  ];
  const file = path.join(await folderOf(t), 'both.csv');
  await writeFile(file, `${lines.map((line) => line.join(',')).join('\n')}\n`);
  await browser.open('#preset=crime&years=all');
  await browser.ready();
  await load(browser, [file]);
  await browser.waitFor(() => document.querySelector('#cautions')?.innerText.includes('changed their reporting system'), 10_000);
  // A preset without its columns is disabled with the reason.
  const victim = await browser.run(() => {
    const input = document.querySelector('input[name="preset"][value="victim"]');
    return [input.disabled, input.closest('label').innerText];
  });
  assert.equal(victim[0], true);
  assert.match(victim[1], /this table has no column of the victim’s age, sex, race or ethnicity/);
  assert.deepEqual(await browser.axe(), []);
  await browser.run(() => document.querySelector('.top-bar .preferences button').click());
  await browser.waitFor(() => document.querySelector('#cautions')?.innerText.includes('la policía cambió su sistema de registro'));
  await browser.screenshot('method-seam-es');

  // One year alone gets no such caution.
  await browser.run(() => {
    const period = document.querySelector('#period');
    period.value = '2021';
    period.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await browser.waitFor(() => document.documentElement.dataset.state === 'ready' && !document.querySelector('#cautions')?.innerText.includes('SRS'), 30_000);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the method fits on a narrow screen', async (t) => {
  const browser = await start(t, { width: 320, height: 700 });
  await browser.open();
  await browser.ready();
  await browser.run(() => document.querySelector('#command').scrollIntoView());
  const overflow = await browser.run(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  await browser.screenshot('method-narrow');
  assert.deepEqual(await browser.axe(), []);
});
