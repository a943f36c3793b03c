// One screen shows one result: while settings and files change, no frame mixes the numbers, names and shares of two results.
//
// To run this walk alone, on a page that stands in dist/ or elsewhere:
//
//     DIST=dist VICTIM_CLUSTERS_DATA=… node --test tests/e2e/one_result.test.mjs
//
// Each test first shows every result at rest and keeps its texts as references. Then it changes the settings faster than
// results come, records every frame, and checks the frames (one_result.mjs). What was found is written to
// tests/out/one_result-*.txt, with three torn frames quoted, if there are any.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { Browser, data, lacking, long, out, without } from './harness.mjs';
import { check, describe, partsOf, Recorder } from './one_result.mjs';
import { writeSmallCity } from './small_city.mjs';

const crime = 'data/crime/part1_2016-2021.csv';
const regions = 'data/neighborhoods/census2010.geojson';
const otherCrime = 'data/crime/part1_2019_cut_names.csv';

const ks = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const thereAndBack = [...ks, ...[...ks].reverse()];

let folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'victim-clusters-one-result-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Opens the page with settings, and the small city on it, whose references are there within a moment. */
async function start(t, query, city = {}) {
  const browser = await Browser.start({ isAtRest: true, width: 1440, height: 1000 });
  t.after(() => browser.stop());
  await browser.open(query);
  await browser.ready();
  await open(browser, await writeSmallCity(folder, city));
  return browser;
}

/** Sets a control's value and tells the page, as an input of a person does. */
const set = (browser, css, value, event) => browser.run((css, value, event) => {
  const control = document.querySelector(css);
  control.value = String(value);
  control.dispatchEvent(new Event(event, { bubbles: true }));
}, css, value, event);

const setK = (browser, k) => set(browser, '#k', k, 'input');
const setYear = (browser, year) => set(browser, '#period', year, 'change');
const setPreset = (browser, preset) => browser.run((preset) => document.querySelector(`input[name=preset][value=${preset}]`).click(), preset);

/** Changes a setting and waits for another result than the one on the screen. */
async function change(browser, act) {
  const before = await browser.fingerprint();
  await act();
  await browser.waitFor((before) => {
    const { state, fingerprint } = document.documentElement.dataset;
    return state === 'ready' && fingerprint !== before;
  }, 120_000, before);
}

/** Opens files and waits for their result. */
const open = (browser, files) => change(browser, () => browser.upload('#file-input', files));

/** Shows every k at rest and keeps the references. */
async function keepEveryK(browser, recorder, name) {
  for (const k of ks) {
    await setK(browser, k);
    await browser.waitFor((k) => {
      const { state, k: shown } = document.documentElement.dataset;
      return state === 'ready' && shown === String(k);
    }, 60_000, k);
    await recorder.keep(`${name}, k = ${k}`);
  }
}

/** Acts in a row within the page, faster than results come, with pauses from none to a quarter of a second. */
const hurry = (browser, moves) => browser.run(async (moves) => {
  for (const [at, { css, value, event }] of moves.entries()) {
    const control = document.querySelector(css);
    if (event === 'click') {
      control.click();
    } else {
      control.value = String(value);
      control.dispatchEvent(new Event(event, { bubbles: true }));
    }
    await new Promise((resolve) => setTimeout(resolve, [0, 30, 0, 120, 16, 250, 60][at % 7]));
  }
}, moves);

const dragByScript = (browser) => hurry(browser, thereAndBack.map((value) => ({ css: '#k', value, event: 'input' })));

/** Drags the slider from end to end and back with the pointer. */
async function dragByPointer(browser) {
  const slider = await browser.waitFor('#k');
  const half = await browser.run((slider) => {
    slider.scrollIntoView({ block: 'center', behavior: 'instant' });
    return slider.getBoundingClientRect().width / 2 - 8;
  }, slider);
  const place = (k) => ({ origin: slider, x: Math.round(half * ((k - 7) / 5)), y: 0 });
  const actions = browser.driver.actions({ async: true }).move({ ...place(2), duration: 0 }).press();
  for (const k of thereAndBack) actions.move({ ...place(k), duration: 60 });
  await actions.release().perform();
}

const dragByKeys = async (browser) => {
  const steps = ks.length - 1;
  await (await browser.waitFor('#k')).sendKeys(Key.HOME, ...Array(steps).fill(Key.ARROW_RIGHT), ...Array(steps).fill(Key.ARROW_LEFT));
};

/** Has the page's thread run so many times slower than it can. */
const slowDown = (browser, rate) => browser.driver.sendDevToolsCommand('Emulation.setCPUThrottlingRate', { rate });

/** Checks all that was recorded, and writes it down before anything is asserted. */
async function finish(t, browser, recorder, name) {
  await recorder.settle();
  const found = recorder.check();
  const report = describe(found, recorder);
  await mkdir(out, { recursive: true });
  const file = path.join(out, `one_result-${name}.txt`);
  await writeFile(file, report);
  t.diagnostic(`${found.frames} frames, ${found.torn} torn, ${found.mixed} with a section that mixes results: ${file}`);
  assert.ok(found.frames > 100, `only ${found.frames} frames were recorded`);
  assert.deepEqual(found.unmarked, [], 'these sections have no data-result, so nothing says which result they show');
  assert.deepEqual(found.faults.slice(0, 5), []);
  assert.equal(found.torn, 0, report.slice(0, 6000));
  assert.deepEqual(await browser.consoleErrors(), []);
}

test('the check finds two results on one screen', () => {
  const facts = [
    ['title', 'Two groups. The largest, 60 %: thefts.'], ['title', 'Three groups. The largest, 40 %: assaults.'],
    ['card 1 share', '60 %'], ['card 1 share', '40 %'],
    ['card 1 title', 'Thefts'], ['card 1 title', 'Assaults'],
  ];
  const contents = [[0], [1], [2, 4], [3, 5], [2, 5]];
  const kept = (some) => new Map(some.flatMap((fact) => partsOf(facts[fact])).map(([what, text]) => [what, new Set([text])]));
  const reference = (key, title, card) => [key, { key, fingerprint: key, sections: new Map([['headline', kept(title)], ['groups', kept(card)]]) }];
  const references = new Map([reference('k = 2', [0], [2, 4]), reference('k = 3', [1], [3, 5])]);
  const section = (name, content, id, isBusy = false) => ({ name, id, isBusy, others: [], content });
  const judge = (headline, groups, announced = []) => check({
    frames: [{ phase: 'made up', at: 0, count: 1, state: 'working', fingerprint: null, k: '2', sections: [section('headline', ...headline), section('groups', ...groups)] }],
    announced, facts, contents, references,
  });
  const isFine = ({ torn, faults }) => torn === 0 && faults.length === 0;
  assert.ok(isFine(judge([0, '1'], [2, '1'])));
  assert.ok(isFine(judge([1, '2'], [2, '1', true])), 'a busy section may lag');
  assert.equal(judge([1, null], [2, null]).torn, 1, 'two results side by side');
  assert.equal(judge([1, null], [2, null]).mixed, 0);
  assert.equal(judge([0, null], [4, null]).mixed, 1, 'share of one result, title of another');
  assert.equal(judge([0, '1'], [4, '1', true]).torn, 1, 'a busy section may not mix either');
  assert.match(judge([1, '2'], [2, '1']).faults[0], /groups shows the result 1 beside 2 and is not busy/);
  assert.match(judge([1, '1'], [2, '1', true]).faults[0], /the result 1 .*: most is of k = 3, but groups, card 1 share: “60 %” is of k = 2/);
  assert.deepEqual(judge([0, null], [2, '1']).unmarked, ['headline']);
  const mixed = [{ id: '1', phase: 'made up', text: 'Two groups. The largest, 40 %: assaults.' }];
  const examined = [{ id: '1', phase: 'made up', text: 'Two clear groups. The largest, 60 %: thefts.' }];
  assert.ok(isFine(judge([0, '1'], [2, '1'], examined)), 'the examination may refine the first sentence');
  assert.match(judge([0, '1'], [2, '1'], mixed).faults[0], /of no single result/);
});

/** A made-up page of a few sections. `show(k, how)` shows a result at once or piece by piece; the list always lags, busy. */
const madeUpPage = `<!DOCTYPE html><html lang="en"><title>Made up</title><body>
<header class="headline"><h1 aria-live="polite"></h1><p class="lede"></p></header>
<section class="map-panel"><p class="map-subject">Largest group</p><canvas id="map" width="40" height="40"></canvas><ul id="legend"></ul>
<details id="regions" open><ul id="regions-list"></ul></details></section>
<section class="groups"></section>
<script>
  const one = (css) => document.querySelector(css);
  const each = (k, text) => Array.from({ length: k }, (_, at) => text(at)).join('');
  const frame = () => new Promise(requestAnimationFrame);
  let id = 0;
  const mark = (element, busy) => { element.dataset.result = id; element.setAttribute('aria-busy', busy); };
  const parts = {
    headline: (k) => {
      mark(one('.headline'), false);
      one('h1').textContent = (k === 2 ? 'Two' : 'Three') + ' groups. The largest, ' + (120 / k) + '%: thefts.';
      one('.lede').textContent = 'Clarity ' + k;
    },
    map: (k) => {
      mark(one('.map-panel'), false);
      const context = one('#map').getContext('2d');
      context.fillStyle = k === 2 ? 'red' : 'green';
      context.fillRect(0, 0, 40, 40);
      one('#legend').innerHTML = each(k, (at) => '<li><i class="swatch">' + at + '</i><span>Group ' + at + ' of ' + k + '</span></li>');
    },
    groups: (k) => {
      mark(one('.groups'), false);
      one('.groups').innerHTML = each(k, (at) => '<article class="group-card"><button class="pin"><span class="chip">' + at + '</span><span>Group ' + at + ' of '
        + k + '</span></button><span class="share">' + (120 / k - at) + '%</span></article>');
    },
    list: (k) => {
      mark(one('#regions'), false);
      one('#regions-list').innerHTML = each(9, (at) => '<li role="option" data-region="' + at + '"><span class="name">Place ' + at + '</span><b>' + (at % k) + '</b></li>');
    },
  };
  window.show = async (k, how) => {
    const root = document.documentElement.dataset;
    root.state = 'working';
    id += 1;
    one('#regions').setAttribute('aria-busy', true);
    for (const part of ['headline', 'map', 'groups']) {
      // The callback of the first frame still runs before that frame is painted, that of the second one after it.
      if (how === 'piece by piece' && part === 'groups') for (let wait = 0; wait < 2; wait += 1) await frame();
      parts[part](k);
    }
    for (let wait = 0; wait < 4; wait += 1) await frame();
    parts.list(k);
    Object.assign(root, { state: 'ready', fingerprint: 'result of ' + k, k });
  };
  show(2, 'at once');
</script></body></html>`;

test('the recorder accepts sections that lag as a whole, and sees two results that meet for one frame', async (t) => {
  const browser = await Browser.start({ instead: { 'index.html': madeUpPage }, hasHeaders: false });
  t.after(() => browser.stop());
  await browser.open();
  await browser.ready();
  const recorder = await Recorder.start(browser);
  await recorder.enter('at rest');
  await recorder.keep('k = 2');
  await browser.run(() => show(3, 'at once'));
  await recorder.keep('k = 3');
  await recorder.enter('at once');
  await browser.run(async () => { for (const k of [2, 3, 2, 3, 2]) await show(k, 'at once'); });
  await recorder.settle();
  const fine = recorder.check();
  const ids = new Set(recorder.frames.flatMap(({ sections }) => sections.map(({ id }) => id)));
  assert.ok(ids.size >= 7, `only the results ${[...ids].join(', ')} were seen`);
  assert.deepEqual({ ...fine, frames: 0 }, { frames: 0, torn: 0, mixed: 0, atRest: 0, unmarked: [], faults: [], tears: [] });

  await recorder.enter('piece by piece');
  await browser.run(() => show(3, 'piece by piece'));
  await recorder.settle();
  const torn = recorder.check();
  assert.ok(torn.torn >= 1 && torn.tears.every(({ frame }) => frame.phase === 'piece by piece'), describe(torn, recorder));
  assert.match(torn.faults.join('\n'), /groups shows the result \d+ beside \d+ and is not busy/);
  assert.match(describe(torn, recorder), /headline \(result \d+\): k = 3\n.*\n.*\n(?:.*\n)*? {3}groups \(result \d+\): k = 2/);
});

test('a small city shows one result while k, year and preset change', async (t) => {
  const browser = await start(t, '#preset=crime&years=2023&k=5');
  const recorder = await Recorder.start(browser);
  await recorder.enter('at rest');
  await recorder.keep('crime, 2023, k = 5');
  const settings = [
    [() => setYear(browser, 2024), 'crime, 2024, k = 5'],
    [() => setPreset(browser, 'victim'), 'victim, 2024, k = 5'],
    [() => setYear(browser, 2023), 'victim, 2023, k = 5'],
  ];
  for (const [act, key] of settings) {
    await change(browser, act);
    await recorder.keep(key);
  }
  await keepEveryK(browser, recorder, 'victim, 2023');
  await recorder.enter('k is dragged by script');
  await dragByScript(browser);
  await setK(browser, 5);
  await recorder.settle();
  await recorder.enter('year and preset change');
  const year = (value) => ({ css: '#period', value, event: 'change' });
  const preset = (value) => ({ css: `input[name=preset][value=${value}]`, event: 'click' });
  await hurry(browser, Array(4).fill([year(2024), preset('crime'), year(2023), preset('victim'), year(2024), year(2023), preset('crime')]).flat());
  await finish(t, browser, recorder, 'settings');
});

const needed = long || lacking('devtools') || without(crime, regions, otherCrime);

test('a real city shows one result while k is dragged, also on a slow processor, and while files change', { skip: needed }, async (t) => {
  const browser = await start(t, '#preset=crime&years=2019&k=5', { firstYear: 2018 });
  const recorder = await Recorder.start(browser);
  await recorder.enter('at rest');
  await recorder.keep('small city, k = 5');
  await recorder.enter('a real city opens');
  await open(browser, [data(crime), data(regions)]);
  await recorder.keep('2019, k = 5');
  await recorder.enter('every k at rest');
  await keepEveryK(browser, recorder, '2019');
  for (const [name, drag] of [['script', dragByScript], ['pointer', dragByPointer], ['keys', dragByKeys]]) {
    await recorder.enter(`k is dragged by ${name}`);
    await drag(browser);
    await recorder.settle();
  }
  await slowDown(browser, 4);
  for (const [name, drag] of [['script', dragByScript], ['pointer', dragByPointer]]) {
    await recorder.enter(`k is dragged by ${name}, four times slower`);
    await drag(browser);
    await recorder.settle();
  }
  await slowDown(browser, 1);
  await setK(browser, 5);
  await recorder.settle();
  await recorder.enter('another table opens');
  await open(browser, [data(otherCrime), data(regions)]);
  await recorder.keep('other table, k = 5');
  await finish(t, browser, recorder, 'city');
});
