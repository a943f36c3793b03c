import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Browser, data, without } from './harness.mjs';

/** Makes a folder for this walk and removes it afterwards. */
async function folder(t) {
  const made = await mkdtemp(path.join(tmpdir(), 'victim-clusters-'));
  t.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** Writes a table whose headings, in Latin, are no words that the page knows. */
function table() {
  const kinds = [['Einbruch', 'Wohnhaus'], ['Diebstahl', 'Laden'], ['Raub', 'Straße']];
  const row = (at) => {
    const [what, where] = kinds[(at * 5 + (at >> 3)) % 3];
    return `${at},${1 + (at % 28)}.${1 + (at % 12)}.2023,${what},${where},${(at * 7) % 90},Revier ${at % 5}`;
  };
  return ['Rid,Dies,Gens,Situs,Nota,Regio', ...Array.from({ length: 900 }, (_, at) => row(at))].join('\n');
}

const choose = (browser, header, value) => browser.run((header, value) => {
  const select = [...document.querySelectorAll('#mapping tbody tr')].find((row) => row.querySelector('th').textContent === header).querySelector('select');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}, header, value);

const chosen = (browser, header) => browser.run((header) => [...document.querySelectorAll('#mapping tbody tr')]
  .find((row) => row.querySelector('th').textContent === header).querySelector('select').value, header);

const loadedIs = (browser, name) => browser.waitFor((name) => document.documentElement.dataset.state === 'ready'
  && document.querySelector('.top-bar .loaded').textContent.includes(name), 60_000, name);

test('for unknown headings the page asks what the columns mean and keeps the answer in the link and a file', async (t) => {
  const made = await folder(t);
  const file = path.join(made, 'faelle.csv');
  await writeFile(file, table());
  const browser = await Browser.start();
  t.after(() => browser.stop());
  await browser.open();
  await browser.ready();
  const sample = await browser.fingerprint();
  await browser.drop('body', [file]);
  await browser.waitFor('#mapping[open]');
  assert.equal(await browser.fingerprint(), sample, 'what was shown still is');
  assert.match(await browser.text('#mapping .warning'), /“faelle\.csv”: expected a column that says what happened/);
  assert.deepEqual(await browser.axe(), []);
  await browser.screenshot('mapping');

  for (const [header, role] of [['Gens', 'description'], ['Situs', 'premise'], ['Nota', 'own'], ['Rid', 'skip']]) await choose(browser, header, role);
  assert.equal(await chosen(browser, 'Nota'), 'own');
  await browser.click('#mapping .actions .quiet:nth-of-type(2)');
  const saved = JSON.parse(await readFile(await browser.download(/^mapping.*\.json$/), 'utf8'));
  assert.equal(saved.roles.Gens, 'description');
  assert.deepEqual(saved.own, ['Nota']);
  await browser.click('#apply-mapping');
  await loadedIs(browser, 'faelle.csv');
  const fingerprint = await browser.fingerprint();
  const query = await browser.run(() => location.hash);
  assert.match(query, /roles=/);
  assert.match(query, /own=Nota/);
  assert.deepEqual(await browser.consoleErrors(), []);

  // The link holds the answers, so the same file needs no question.
  await browser.open(query);
  await browser.ready();
  await browser.drop('body', [file]);
  await loadedIs(browser, 'faelle.csv');
  assert.equal(await browser.fingerprint(), fingerprint);

  // Cancel changes nothing; a saved mapping file can be read again.
  await browser.open();
  await browser.ready();
  await browser.drop('body', [file]);
  await browser.waitFor('#mapping[open]');
  const choice = path.join(made, 'choice.json');
  await writeFile(choice, JSON.stringify(saved));
  await browser.upload('#mapping-file', [choice]);
  await browser.waitFor(() => [...document.querySelectorAll('#mapping select')].some((select) => select.value === 'description'));
  await browser.click('#apply-mapping');
  await loadedIs(browser, 'faelle.csv');
  assert.equal(await browser.fingerprint(), fingerprint);
});

test('cancelling the column dialog leaves the page as it was', async (t) => {
  const made = await folder(t);
  const file = path.join(made, 'faelle.csv');
  await writeFile(file, table());
  const browser = await Browser.start({ width: 390, height: 844 });
  t.after(() => browser.stop());
  await browser.open();
  await browser.ready();
  const sample = await browser.fingerprint();
  await browser.drop('body', [file]);
  await browser.waitFor('#mapping[open]');
  await browser.screenshot('mapping-narrow');
  await browser.click('#mapping .actions > button:not(.quiet):not(.main)');
  await browser.waitFor(() => !document.querySelector('#mapping[open]'));
  await browser.ready();
  assert.equal(await browser.fingerprint(), sample);
  // The columns of the sample can also be mapped otherwise.
  // The bar at the foot of a small screen may cover the button.
  await browser.run(() => document.querySelector('#show-mapping').click());
  await choose(browser, 'Weapon', 'skip');
  await browser.click('#apply-mapping');
  await browser.waitFor((sample) => document.documentElement.dataset.state === 'ready' && document.documentElement.dataset.fingerprint !== sample, 60_000, sample);
  await browser.run(() => history.back());
  await browser.waitFor((sample) => document.documentElement.dataset.fingerprint === sample, 60_000, sample);
});

const cutNames = 'data/crime/part1_2019_cut_names.csv';
const census = 'data/neighborhoods/census2010.geojson';

test('a person can match names that belong to no neighborhood', { skip: without(cutNames, census) }, async (t) => {
  const browser = await Browser.start();
  t.after(() => browser.stop());
  await browser.open();
  await browser.ready();
  await browser.upload('#file-input', [data(cutNames), data(census)]);
  await loadedIs(browser, 'part1_2019_cut_names.csv');
  await browser.run(() => document.querySelector('#matches summary').click());
  const [first, n] = await browser.run(() => {
    const rows = [...document.querySelectorAll('#matches tbody tr')];
    return [rows[0].querySelector('th').textContent, rows.length];
  });
  await browser.run(() => document.querySelector('#matches').scrollIntoView());
  await browser.screenshot('matches');
  assert.ok(n > 1);
  const before = await browser.fingerprint();
  await browser.run(() => {
    const select = document.querySelector('#matches tbody select');
    select.value = select.options[1].value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await browser.waitFor((before) => document.documentElement.dataset.state === 'ready' && document.documentElement.dataset.fingerprint !== before, 60_000, before);
  assert.match(decodeURIComponent(await browser.run(() => location.hash)), /match=/);
  assert.ok(await browser.run((first) => [...document.querySelectorAll('#matches tbody tr')]
    .some((row) => row.querySelector('th').textContent === first && row.querySelector('select').value !== ''), first));
  assert.deepEqual(await browser.axe(), []);
});

test('the order of dates that nothing proves is told at the top, changed with one click, and kept in the link', async (t) => {
  const made = await folder(t);
  const file = path.join(made, 'open.csv');
  // No number above 12, in no order of time.
  const row = (at) => `${1 + ((at * 5) % 12)}/${1 + ((at * 7) % 12)}/2021,${['THEFT', 'ROBBERY', 'ARSON'][(at * 5 + (at >> 3)) % 3]},${['STREET', 'STORE'][(at * 3 + (at >> 2)) % 2]}`;
  await writeFile(file, ['Report of the city', 'Date,Offense,Premise', ...Array.from({ length: 600 }, (_, at) => row(at))].join('\n'));
  const browser = await Browser.start();
  t.after(() => browser.stop());
  await browser.open('#years=all&k=3');
  await browser.ready();
  await browser.drop('body', [file]);
  await loadedIs(browser, 'open.csv');
  const monthFirst = await browser.fingerprint();
  await browser.waitFor(() => document.querySelector('#cautions')?.textContent.includes('day and month can’t be told apart'));
  await browser.screenshot('open-order');
  await browser.run(() => [...document.querySelectorAll('#cautions button')].find((button) => button.textContent === 'Read days first').click());
  await browser.waitFor((old) => document.documentElement.dataset.state === 'ready' && document.documentElement.dataset.fingerprint !== old, 60_000, monthFirst);
  const dayFirst = await browser.fingerprint();
  assert.match(await browser.run(() => location.hash), /date_order=day_first/);
  assert.ok(!(await browser.run(() => document.querySelector('#cautions')?.textContent ?? '')).includes('told apart'), 'decided');

  // The dialog shows what was found and what was chosen.
  await browser.run(() => document.querySelector('#show-mapping').click());
  await browser.waitFor('#mapping[open]');
  assert.equal(await browser.run(() => document.querySelector('#header-line').placeholder), 'Automatic (2)');
  assert.equal(await browser.run(() => document.querySelector('#date-order').selectedOptions[0].textContent), 'day first, as 31/12/2020');
  assert.deepEqual(await browser.axe(), []);
  await browser.screenshot('mapping-reading');
  await browser.run(() => {
    const line = document.querySelector('#header-line');
    line.value = '1';
    line.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await browser.click('#apply-mapping');
  // Line 1 is a title: no column says anything, so the dialog asks, and Cancel goes back.
  await browser.waitFor(() => document.querySelector('#mapping .warning')?.textContent.includes('open.csv'), 60_000);
  await browser.click('#mapping .actions > button:not(.quiet):not(.main)');
  await browser.waitFor(() => !document.querySelector('#mapping[open]'));
  await browser.ready();
  assert.equal(await browser.fingerprint(), dayFirst);
  assert.deepEqual(await browser.consoleErrors(), []);
});
