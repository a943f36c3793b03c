// Parts of the page embedded in a page of another origin: small frames, both languages, both themes. Also a page whose host
// configured its name and its data.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Browser } from './harness.mjs';
import { publish } from './open_data_server.mjs';
import { serve } from './server.mjs';

const example = fileURLToPath(new URL('../../docs/example-city/sources.json', import.meta.url));
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Serves a page of another origin with frames, given as addresses or as whole elements. */
async function around(t, browser, frames) {
  const folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-article-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const frame = (of) => (of.startsWith('<') ? of : `<iframe title="A part" src="${escaped(of)}" width="400" height="300" style="border:0"></iframe>`);
  await writeFile(path.join(folder, 'index.html'), `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>An article</title><main><h1>An article</h1>${frames.map(frame).join('\n')}</main></html>`);
  const server = await serve(folder);
  t.after(() => server.close());
  await browser.driver.get(server.url);
  return browser.driver.findElements({ css: 'iframe' });
}

/** Switches to a frame once its part is ready. */
async function enter(browser, frame) {
  await browser.driver.switchTo().frame(frame);
  await browser.ready();
}

const leave = (browser) => browser.driver.switchTo().defaultContent();

/** Returns the elements that overflow a frame. */
const overflow = (browser) => browser.run(() => document.documentElement.scrollWidth - innerWidth);

test('another page can embed the map alone and a group alone', async (t) => {
  const browser = await Browser.start({ isAtRest: true, width: 1000, height: 900, frames: '*' });
  t.after(() => browser.stop());
  const [map, group, small] = await around(t, browser, [
    `${browser.url}#embed=map&lang=en&theme=light`,
    `${browser.url}#embed=group&pin=B&lang=es&theme=dark`,
    `<iframe title="A part" src="${browser.url}#embed=map&amp;map=rate&amp;lang=es" width="320" height="240" style="border:0"></iframe>`,
  ]);

  await enter(browser, map);
  assert.equal(await browser.run(() => document.querySelectorAll('.top-bar, .controls, #banner, .page-foot, dialog').length), 0, 'nothing but the part');
  assert.match(await browser.text('.made-with'), /made-up city\..*Port Figment.*open the whole page/is);
  assert.ok(await browser.run(() => document.querySelectorAll('#legend li').length) >= 4);
  assert.ok(await browser.run(() => document.getElementById('map').clientHeight) >= 120);
  assert.equal(await browser.run(() => document.documentElement.dataset.examining ?? null), null, 'nothing is examined that nobody sees');
  assert.deepEqual(await browser.axe(), []);
  assert.ok(await overflow(browser) <= 0);
  // The link to the whole page keeps the choice made in the embedded part.
  await browser.click('#map');
  const link = await browser.run(() => {
    const link = document.querySelector('.made-with a');
    return { href: link.href, target: link.target, rel: link.rel };
  });
  assert.doesNotMatch(link.href, /embed|lang|theme/);
  assert.match(link.href, /region=/);
  assert.deepEqual([link.target, link.rel], ['_blank', 'noopener']);
  assert.match(await browser.run(() => location.hash), /embed=map/, 'a reload of the frame shows the part again');
  await leave(browser);

  await enter(browser, group);
  assert.equal(await browser.run(() => document.documentElement.lang), 'es');
  assert.equal(await browser.run(() => document.documentElement.dataset.theme), 'dark');
  assert.equal(await browser.run(() => document.querySelectorAll('.group-card').length), 1);
  assert.match(await browser.text('.group-card'), /^B/);
  assert.match(await browser.text('.made-with'), /abrir la página completa/);
  await browser.examined();
  assert.deepEqual(await browser.axe(), []);
  assert.ok(await overflow(browser) <= 0);
  await leave(browser);

  await enter(browser, small);
  assert.ok(await overflow(browser) <= 0, 'nothing is wider than 320 pixels');
  assert.ok(await browser.run(() => document.getElementById('map').clientHeight) >= 120);
  await leave(browser);
  await browser.screenshot('embedded');
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('the dialog writes HTML that embeds the current screen', async (t) => {
  const browser = await Browser.start({ frames: '*' });
  t.after(() => browser.stop());
  await browser.open('#preset=crime&k=4');
  await browser.ready();
  const fingerprint = await browser.fingerprint();
  await browser.click('#export > summary');
  await browser.click('#open-embed');
  await browser.waitFor('#embed[open] #embed-html');
  assert.deepEqual(await browser.axe(), []);
  await browser.screenshot('embed-dialog');
  const choose = (id, value) => browser.click(`#${id} option[value="${value}"]`);
  await choose('embed-part', '2');
  await choose('embed-language', 'es');
  await choose('embed-theme', 'dark');
  const html = await browser.run(() => document.getElementById('embed-html').value);
  assert.match(html, /embed=group/);
  const [frame] = await around(t, browser, [html]);
  await enter(browser, frame);
  assert.equal(await browser.fingerprint(), fingerprint);
  assert.match(await browser.text('.group-card'), /^C/);
  assert.equal(await browser.run(() => document.documentElement.lang), 'es');
});

test('an embedded part never shows the sample instead of a city, and contacts no server before a click', async (t) => {
  const server = await publish();
  t.after(() => server.close());
  const source = (role) => ({ title: { en: role }, protocol: 'arcgis-layer', url: `${server.url}/good/${role}/FeatureServer/0`, role: role === 'table' ? 'crime' : 'regions', publisher: 'City' });
  const catalog = { sources: { a: source('table'), b: source('regions') }, offers: [{ id: 'city', title: { en: 'A city' }, sources: ['a', 'b'] }] };
  const browser = await Browser.start({ instead: { 'sources.json': JSON.stringify(catalog) }, frames: '*' });
  t.after(() => browser.stop());
  const [known, unknown] = await around(t, browser, [
    `${browser.url}#embed=map&lang=en&k=3&crime=a.csv&regions=b.geojson&fingerprint=00`,
    `${browser.url}#embed=map&lang=en&crime=mine.csv`,
  ]);
  await browser.driver.switchTo().frame(known);
  await browser.waitFor('#open-linked');
  await browser.screenshot('embedded-asking');
  assert.deepEqual(await browser.axe(), []);
  assert.match(await browser.text('.missing'), /made from a\.csv and b\.geojson.*Fetch “A city” from 127\.0\.0\.1/is);
  assert.deepEqual(server.asked, []);
  await browser.click('#open-linked');
  await browser.ready();
  assert.match(await browser.text('.made-with'), /a\.csv.*5,000 victims.*not the same numbers|a\.csv.*5,000 victims/is);
  await leave(browser);
  await browser.driver.switchTo().frame(unknown);
  await browser.waitFor('.missing');
  assert.match(await browser.text('.missing'), /made from mine\.csv\. These data are not here/);
  assert.equal(await browser.fingerprint(), null);
  assert.match(await browser.run(() => document.querySelector('.made-with a').href), /crime=mine\.csv/);
});

/** 900 victims of three kinds of crimes in five places, as the portal of the example city publishes them. */
const places = ['AUSTIN', 'LOOP', 'NEAR WEST SIDE', 'ENGLEWOOD', 'UPTOWN'];
const victims = () => {
  const kinds = [['BATTERY', 'STREET', '22', '20-29', 'M', 'BLK'], ['HOMICIDE', 'APARTMENT', '3', '30-39', 'F', 'WWH'], ['ROBBERY', 'SIDEWALK', '14', '0-19', 'M', 'WHI']];
  const row = (at) => {
    const [crime, where, hour, age, sex, race] = kinds[(at * 7) % 3];
    const place = at % 5;
    const day = `2023-${String((at % 12) + 1).padStart(2, '0')}-${String((at % 28) + 1).padStart(2, '0')}`;
    return [`JF${at}`, `${day}T${hour.padStart(2, '0')}:15:00.000`, crime, crime, `V${at}`, places[place], age, sex, race, hour, where, 41.805 + place * 0.02, -87.695 + place * 0.02].join();
  };
  const header = 'case_number,date,victimization_primary,incident_primary,unique_id,community_area,age,sex,race,hour,location_description,latitude,longitude';
  return [header, ...Array.from({ length: 900 }, (_, at) => row(at))].join('\n');
};
const areas = () => {
  const area = (community, at) => {
    const [west, south] = [-87.7 + at * 0.02, 41.8 + at * 0.02];
    const ring = [[west, south], [west + 0.01, south], [west + 0.01, south + 0.01], [west, south + 0.01], [west, south]];
    return { type: 'Feature', properties: { area_numbe: String(at + 1), community }, geometry: { type: 'Polygon', coordinates: [ring] } };
  };
  return JSON.stringify({ type: 'FeatureCollection', features: places.map(area) });
};

test('a host can set another name and another city’s open data without a build', async (t) => {
  const asked = [];
  const portal = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    asked.push(pathname);
    const bodies = { '/resource/gumc-mgzr.json': '[{"count":"900"}]', '/resource/gumc-mgzr.csv': victims(), '/resource/igwz-8jzy.geojson': areas() };
    response.writeHead(bodies[pathname] ? 200 : 404, { 'Access-Control-Allow-Origin': '*' }).end(bodies[pathname]);
  });
  await new Promise((resolve) => portal.listen(0, '127.0.0.1', resolve));
  t.after(() => portal.close());
  const published = await readFile(example, 'utf8');
  const catalog = published.replaceAll('https://data.cityofchicago.org/resource', `http://127.0.0.1:${portal.address().port}/resource`);
  const browser = await Browser.start({ instead: { 'sources.json': catalog } });
  t.after(() => browser.stop());
  await browser.open();
  await browser.ready();
  const { title } = JSON.parse(published).page;
  assert.equal(await browser.driver.getTitle(), title.en);
  assert.equal(await browser.text('.top-bar .brand'), title.en);
  assert.equal(await browser.run(() => document.querySelector('input[name="preset"]:checked').value), 'crime', 'what the host begins with');
  const sample = await browser.fingerprint();
  assert.deepEqual(asked, [], 'nobody is asked before a click');
  await browser.click('#banner button:not(.main)');
  await browser.click('[data-offer="chicago"] .fetch');
  await browser.waitFor((sample) => document.documentElement.dataset.state === 'ready' && document.documentElement.dataset.fingerprint !== sample, 60_000, sample);
  assert.match(await browser.loaded(), /chicago-victims\.csv · igwz-8jzy\.geojson .* 900 victims/);
  assert.match(await browser.run(() => document.body.innerText), /incident_primary was read as crime/);
  assert.deepEqual(await browser.consoleErrors(), []);
});

test('a page with the host’s own data opens them, also from links and in embedded parts', async (t) => {
  const source = (name, role) => ({ title: { en: role }, protocol: 'file', url: `data/${name}`, role, publisher: 'City of Exampleton' });
  const catalog = {
    page: { title: { en: 'Victims in Exampleton', es: 'Víctimas en Exampleton' }, start: 'exampleton', link: 'preset=crime&k=3' },
    sources: { victims: source('victims.csv', 'crime'), neighborhoods: source('neighborhoods.geojson', 'regions') },
    offers: [{ id: 'exampleton', title: { en: 'Exampleton' }, sources: ['victims', 'neighborhoods'] }],
  };
  const instead = { 'sources.json': JSON.stringify(catalog), 'data/victims.csv': victims(), 'data/neighborhoods.geojson': areas() };
  const browser = await Browser.start({ instead, frames: '*' });
  t.after(() => browser.stop());
  await browser.open();
  await browser.ready();
  assert.match(await browser.loaded(), /victims\.csv · neighborhoods\.geojson .* 900 victims/);
  assert.equal(await browser.run(() => document.getElementById('banner')), null, 'no sample');
  assert.equal(await browser.run(() => document.documentElement.dataset.k), '3', 'the host’s settings');
  const fingerprint = await browser.fingerprint();
  await browser.open('#preset=crime&k=2');
  await browser.ready();
  assert.equal(await browser.run(() => document.documentElement.dataset.k), '2', 'a link’s settings come before the host’s');

  const query = `#preset=crime&k=3&crime=victims.csv&regions=neighborhoods.geojson&fingerprint=${fingerprint}`;
  const [frame] = await around(t, browser, [`${browser.url}${query}&embed=group&pin=A&lang=es`]);
  await enter(browser, frame);
  assert.equal(await browser.fingerprint(), fingerprint);
  assert.match(await browser.text('.made-with'), /Hecho con Víctimas en Exampleton/);
  assert.deepEqual(await browser.consoleErrors(), []);
});
