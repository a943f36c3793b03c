// Pictures to save: every chart and the map as SVG and PNG, the report, the printed page.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Browser, data, lacking, without } from './harness.mjs';

const tables = ['data/crime/part1_2016-2021.csv', 'data/neighborhoods/census2010.geojson'];

async function start(t, options = { width: 1440 }) {
  const browser = await Browser.start(options);
  t.after(() => browser.stop());
  return browser;
}

/** Presses the entry of a menu. */
async function choose(browser, menu, at) {
  // A user gesture, without which Chromium saves no eleventh file. WebKit's driver loses it after some dozens of files.
  if (!lacking('devtools')) await browser.driver.actions().move({ x: 4, y: 4 }).click().perform();
  await browser.run((menu, at) => {
    document.querySelector(menu).open = true;
    document.querySelectorAll(`${menu} li button`)[at].click();
  }, menu, at);
}

/**
 * Checks that a browser can read an SVG and that it has a title and its source. It uses another browser, because the page's
 * policy forbids parsing markup, and a second tab would stop the frames of the page.
 */
async function checkSvg(reader, file, title, source) {
  const text = await readFile(file, 'utf8');
  await reader.driver.get(pathToFileURL(file).href);
  const { error, said } = await reader.run(() => ({
    error: document.querySelector('parsererror')?.textContent ?? null,
    said: document.documentElement.textContent,
  }));
  assert.equal(error, null, file);
  const flat = said.replaceAll(/\s+/g, '');
  assert.ok(flat.includes(title.replaceAll(/\s+/g, '')), `${file} has no title “${title}”`);
  assert.match(said.replaceAll(/\s+/g, ' '), source);
  return text;
}

/** Reads width and height from a PNG's header. */
function pngSize(bytes) {
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

test('every chart can be saved as SVG and as PNG', async (t) => {
  const [browser, reader] = [await start(t), await start(t)];
  await browser.open();
  await browser.examined();
  const charts = await browser.run(() => [...document.querySelectorAll('figure:has(.save)')].map((figure) => ({
    id: figure.querySelector('canvas').id,
    title: figure.querySelector('figcaption b').textContent,
  })));
  assert.ok(charts.length >= 8, `${charts.length} charts`);
  const fingerprint = await browser.fingerprint();
  for (const { id, title } of charts) {
    const menu = `figure:has(#${id}) .save`;
    const name = id.replace('chart-', '');
    await choose(browser, menu, 1);
    const svg = await browser.download(new RegExp(`-${name}\\.svg$`));
    await checkSvg(reader, svg, title, new RegExp(`made-up city.*${fingerprint}`));
    await choose(browser, menu, 0);
    const png = await readFile(await browser.download(new RegExp(`-${name}\\.png$`)));
    const size = pngSize(png);
    assert.ok(size.width >= 800 && size.height >= 200, `${id}: ${size.width} × ${size.height}`);
    assert.ok(png.length > 8000, `${id} is empty`);
    await writeFile(new URL(`../out/picture-${name}.png`, import.meta.url), png);
  }
  assert.equal(await browser.run(() => document.querySelectorAll('.menu[open]').length), 0, 'a choice closes its menu');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the map can be saved with its legend, in both themes', async (t) => {
  const [browser, reader] = [await start(t), await start(t)];
  await browser.open();
  await browser.ready();
  await choose(browser, '#export', 4);
  const file = await browser.download(/-map\.svg$/);
  const headline = await browser.text('#headline');
  const text = await checkSvg(reader, file, headline, /Source: a sample of the made-up city/);
  const regions = await browser.run(() => Number(document.querySelector('#regions-list li').getAttribute('aria-setsize')));
  assert.ok(text.match(/evenodd/g).length >= regions);
  for (const label of await browser.run(() => [...document.querySelectorAll('#legend li > span')].map((span) => span.textContent))) {
    assert.ok(text.replaceAll(/<[^>]*>|\s+/g, '').includes(label.replaceAll(/\s+/g, '')), label);
  }
  await choose(browser, '#export', 3);
  const png = await readFile(await browser.download(/-map\.png$/));
  assert.equal(pngSize(png).width, 1520, 'two pixels each');
  await writeFile(new URL('../out/picture-map.png', import.meta.url), png);
});

/** Opens a saved report in a new window. */
async function openReport(browser) {
  await choose(browser, '#export', 0);
  const file = await browser.download(/-report\.html$/);
  const text = await readFile(file, 'utf8');
  await browser.driver.get(`file://${file}`);
  return text;
}

test('the report has the text of the page and loads no other file', async (t) => {
  const browser = await start(t);
  await browser.open();
  await browser.examined();
  const [headline, groups] = await browser.run(() => [
    document.querySelector('#headline').textContent,
    [...document.querySelectorAll('.group-card h3')].map((h3) => h3.textContent.replaceAll(/\s+/g, '')),
  ]);
  const text = await openReport(browser);
  assert.doesNotMatch(text, /<script|<button|<input|<canvas|\ue000/);
  const report = await browser.run(() => ({
    title: document.title,
    headline: document.querySelector('#headline').textContent,
    groups: [...document.querySelectorAll('.group-card h3')].map((h3) => h3.textContent.replaceAll(/\s+/g, '')),
    pictures: document.querySelectorAll('.picture > svg').length,
    closed: document.querySelectorAll('details:not([open])').length,
    wide: document.documentElement.scrollWidth > innerWidth,
    asked: performance.getEntriesByType('resource').length,
  }));
  assert.equal(report.headline, headline);
  assert.equal(report.title, headline);
  assert.deepEqual(report.groups, groups);
  assert.ok(report.pictures >= 9, `${report.pictures} pictures`);
  assert.equal(report.closed, 0);
  assert.equal(report.asked, 0, 'no request');
  assert.equal(report.wide, false, 'no sideways scrolling');
  assert.deepEqual(await browser.axe(), []);
  await browser.screenshot('report');
});

test('the dark theme is printed on a light background, without the controls', { skip: lacking('devtools') }, async (t) => {
  const browser = await start(t);
  await browser.open();
  await browser.ready();
  await browser.run(() => localStorage.setItem('theme', 'dark'));
  await browser.open();
  await browser.ready();
  const ground = () => browser.run(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await ground(), 'rgb(20, 21, 23)');
  const { data: pdf } = await browser.driver.sendAndGetDevToolsCommand('Page.printToPDF', { printBackground: true });
  assert.ok(Buffer.from(pdf, 'base64').length > 20_000);
  await browser.driver.sendDevToolsCommand('Emulation.setEmulatedMedia', { media: 'print' });
  assert.equal(await ground(), 'rgb(251, 250, 247)');
  assert.equal(await browser.run(() => getComputedStyle(document.querySelector('#controls')).display), 'none');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the report of a real table is under 6 MB and names its source', { skip: without(...tables) }, async (t) => {
  const browser = await start(t);
  await browser.open('#years=2019');
  await browser.ready();
  await browser.upload('#file-input', tables.map(data));
  await browser.waitFor(() => /36,819/.test(document.querySelector('.loaded').textContent), 60_000);
  await browser.ready();
  const text = await openReport(browser);
  assert.ok(text.length < 6_000_000, `${text.length} characters`);
  assert.match(await browser.run(() => document.body.innerText), /Source: part1_2016-2021\.csv, census2010\.geojson; 36,819 victims, 2019/);
  await browser.screenshot('report-real');
});
