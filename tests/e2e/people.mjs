// What people feel: how long the page takes to answer a key or a click, and how long its thread is blocked while k is dragged.
//
// - INP, interaction to next paint: from a key or a click to the frame that shows its effect, by the Event Timing API. The
//   processor is slowed down four times, as on a cheap phone. Goal: 200 ms for 98 of 100 interactions.
// - Long tasks: tasks of the page's thread over 50 ms, by the Long Tasks API, with the scripts that the Long Animation Frames API
//   names. At full speed, over all years of the table. Goal: none.
//
// Nothing here asserts a time: tests/bench/people.mjs prints them.

import { Key } from 'selenium-webdriver';

const slow = 4;

/** Until the browser has told of the last interaction, in ms. */
const TOLD_MS = 1500;

/** Runs in the page: keeps what the browser measures from now on. */
function observe() {
  const kept = { events: [], tasks: [], frames: [], began: performance.now(), interactions: performance.interactionCount ?? null };
  const watch = (type, list, keep, options = {}) => {
    const observer = new PerformanceObserver((entries) => list.push(...entries.getEntries().map(keep)));
    observer.observe({ type, ...options });
    return () => list.push(...observer.takeRecords().map(keep));
  };
  const flushes = [
    watch('event', kept.events, ({ name, interactionId, startTime, duration, processingStart, processingEnd }) => (
      { name, interactionId, startTime, duration, delay: processingStart - startTime, processing: processingEnd - processingStart }
    ), { durationThreshold: 16 }),
    watch('longtask', kept.tasks, ({ startTime, duration }) => ({ startTime, duration })),
    watch('long-animation-frame', kept.frames, ({ startTime, duration, blockingDuration, renderStart, styleAndLayoutStart, scripts }) => ({
      startTime,
      duration,
      blocking: blockingDuration,
      style: styleAndLayoutStart > 0 ? startTime + duration - styleAndLayoutStart : 0,
      render: renderStart > 0 ? startTime + duration - renderStart : 0,
      scripts: scripts.map(({ invoker, invokerType, sourceFunctionName, duration, forcedStyleAndLayoutDuration }) => (
        { invoker, invokerType, name: sourceFunctionName, duration, layout: forcedStyleAndLayoutDuration }
      )),
    })),
  ];
  window.people = () => {
    for (const flush of flushes) flush();
    const found = { ...structuredClone(kept), ended: performance.now(), interactions: kept.interactions === null ? null : performance.interactionCount - kept.interactions };
    for (const list of [kept.events, kept.tasks, kept.frames]) list.splice(0);
    kept.began = found.ended;
    kept.interactions = performance.interactionCount ?? null;
    return found;
  };
}

/** What the browser measured while this was done. It tells of an interaction some time after the frame that shows its effect. */
async function during(browser, act) {
  await browser.run(() => { people(); });
  await act();
  return browser.run((ms) => new Promise((resolve) => {
    setTimeout(() => requestAnimationFrame(() => setTimeout(() => resolve(people()), 0)), ms);
  }), TOLD_MS);
}

/** The longest duration of each interaction in ms. One below the browser's threshold of 16 ms counts as 16. */
function interactions({ events, interactions: count }) {
  const longest = new Map();
  for (const { interactionId, duration } of events) {
    if (interactionId) longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration));
  }
  const found = [...longest.values()];
  while (count !== null && found.length < count) found.push(16);
  return found;
}

/** The value that this share of the numbers does not exceed, or null without any. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

const isReady = (browser) => browser.waitFor(() => document.documentElement.dataset.state === 'ready', 120_000);

/**
 * Brings an element to the middle of the screen: at the top, the bar would cover it, and the driver would scroll to it with the
 * page's smooth motion, whose frames would be counted.
 */
async function center(browser, css) {
  const element = await browser.waitFor(css);
  await browser.run((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }), element);
  return element;
}

/** Presses a key so many times on an element, one after the other as a person does. */
const press = async (browser, css, keys) => {
  const element = await center(browser, css);
  for (const key of keys) await element.sendKeys(key);
};

async function click(browser, css) {
  await center(browser, css);
  await browser.click(css);
}

/** What a person does with keys and clicks, by name. */
const acts = {
  'k by arrow keys': async (browser) => {
    for (let turn = 0; turn < 2; turn += 1) {
      await press(browser, '#k', [...Array(10).fill(Key.ARROW_RIGHT), ...Array(10).fill(Key.ARROW_LEFT)]);
    }
  },
  'a group is pinned': async (browser) => {
    for (let turn = 0; turn < 10; turn += 1) await click(browser, `.group-card:nth-child(${1 + (turn % 2)}) .pin`);
  },
  'the list by arrow keys': (browser) => press(browser, '#regions-list', Array(20).fill(Key.ARROW_DOWN)),
  'a neighborhood is searched': (browser) => press(browser, '#regions input[type=search]', [...'har', Key.BACK_SPACE, Key.BACK_SPACE, Key.BACK_SPACE]),
  'the map shows something else': async (browser) => {
    for (const name of ['share', 'rate', 'group']) await click(browser, `.map-modes label:has([value="${name}"])`);
  },
  'the preset': async (browser) => {
    for (const preset of ['census', 'crime']) {
      await click(browser, `input[name=preset][value=${preset}]`);
      await isReady(browser);
    }
  },
};

/** Drags the slider of k from end to end and back four times, at 60 moves a second. */
async function drag(browser) {
  const slider = await browser.waitFor('#k');
  const half = await browser.run((slider) => {
    slider.scrollIntoView({ block: 'center', behavior: 'instant' });
    return slider.getBoundingClientRect().width / 2 - 8;
  }, slider);
  const moves = 300;
  const place = (at) => ({ origin: slider, x: Math.round(-half * Math.cos((8 * Math.PI * at) / moves)), y: 0 });
  const actions = browser.driver.actions({ async: true }).move({ ...place(0), duration: 0 }).press();
  for (let at = 1; at <= moves; at += 1) actions.move({ ...place(at), duration: 16 });
  await actions.release().perform();
}

/**
 * Measures a page that shows a result.
 *
 * @param {import('./harness.mjs').Browser} browser  Chromium, with the page open and at rest
 * @param {(text: string) => void} note  hears of each step
 * @returns {Promise<{interactions: Record<string, number[]>, tasks: number[], frames: object[], drag_ms: number}>} ms of
 *   each interaction at a quarter of the speed, by what was done; long tasks of the drag at full speed; its long frames, longest first
 */
export async function measurePeople(browser, note = () => {}) {
  await browser.run(observe);
  note('k is dragged');
  const dragged = await during(browser, async () => {
    await drag(browser);
    await isReady(browser);
  });
  await browser.driver.sendDevToolsCommand('Emulation.setCPUThrottlingRate', { rate: slow });
  const found = {};
  try {
    for (const [name, act] of Object.entries(acts)) {
      note(name);
      found[name] = interactions(await during(browser, () => act(browser)));
      await isReady(browser);
    }
  } finally {
    await browser.driver.sendDevToolsCommand('Emulation.setCPUThrottlingRate', { rate: 1 });
  }
  return {
    interactions: found,
    tasks: dragged.tasks.map(({ duration }) => duration),
    frames: dragged.frames.sort((a, b) => b.duration - a.duration).slice(0, 10),
    drag_ms: dragged.ended - dragged.began,
  };
}

/** Puts several measurements together. */
export function together(runs) {
  const names = Object.keys(runs[0].interactions);
  return {
    runs: runs.length,
    interactions: Object.fromEntries(names.map((name) => [name, runs.flatMap((run) => run.interactions[name])])),
    tasks: runs.flatMap((run) => run.tasks),
    frames: runs.flatMap((run) => run.frames).sort((a, b) => b.duration - a.duration).slice(0, 10),
    drag_ms: runs.map((run) => run.drag_ms),
  };
}

/** The measures in a few lines. */
export function peopleText({ runs, interactions, tasks, frames, drag_ms }) {
  const ms = (value) => (value === null ? '–' : `${Math.round(value)} ms`);
  const row = (name, numbers) => [
    name.padEnd(30), String(numbers.length).padStart(5), ...[0.5, 0.75, 0.98, 1].map((share) => ms(quantile(numbers, share)).padStart(9)),
  ].join(' ');
  const all = Object.values(interactions).flat();
  const scripts = new Map();
  for (const { scripts: some } of frames) {
    for (const { invoker, name, duration } of some) {
      const key = name ? `${invoker} (${name})` : invoker;
      scripts.set(key, (scripts.get(key) ?? 0) + duration);
    }
  }
  const byTime = [...scripts].sort((a, b) => b[1] - a[1]).slice(0, 5);
  return [
    `Interactions, processor ${slow} times slower, ${runs} run${runs === 1 ? '' : 's'}; goal: 98 of 100 within 200 ms`,
    `${'key or click to next paint'.padEnd(30)} ${'count'.padStart(5)} ${['median', '75 %', '98 %', 'longest'].map((head) => head.padStart(9)).join(' ')}`,
    ...Object.entries(interactions).map(([name, numbers]) => row(name, numbers)),
    row('all', all),
    '',
    `While k is dragged at full speed, ${runs} × ${ms(quantile(drag_ms, 0.5))}; goal: no task over 50 ms`,
    `long tasks: ${tasks.length}, median ${ms(quantile(tasks, 0.5))}, 98 % ${ms(quantile(tasks, 0.98))}, longest ${ms(quantile(tasks, 1))}`,
    ...frames.slice(0, 3).map(({ duration, blocking, style }) => `long frame: ${ms(duration)}, blocking ${ms(blocking)}, style and layout ${ms(style)}`),
    ...byTime.map(([name, duration]) => `script in the longest frames: ${ms(duration)} ${name}`),
  ].join('\n');
}
