// Checks that one screen shows one result: a recorder for the page, and the rules that its records must keep.
//
// The recorder reads every section just before each frame is painted. It splits what a section says into facts, such as
// ["card 3 share", "14 %"]. A reference holds the facts of one result, read while that result was at rest on the screen. The
// rules then ask of every recorded frame whether its facts belong to one reference.
//
// To cover another section, add it to `sections`. A main section also needs a reader in `install`.

/**
 * The sections of the page.
 *
 * The element that carries `data-result` and `aria-busy` is the section's own element or its nearest ancestor that has
 * `data-result`. The list of neighborhoods may stand inside the map's section and still lag on its own.
 */
export const sections = [
  { name: 'headline', css: 'header.headline', isMain: true },
  { name: 'map', css: 'section.map-panel', isMain: true },
  { name: 'groups', css: 'section.groups', isMain: true },
  { name: 'list', css: '#regions', isMain: true },
  { name: 'how many', css: 'section[aria-labelledby="how-many-title"]' },
  { name: 'components', css: 'section[aria-labelledby="components-title"]' },
  { name: 'quality', css: '#quality' },
  { name: 'compare', css: '#compare' },
  { name: 'data', css: 'section[aria-labelledby="data-title"]' },
  { name: 'method', css: 'section.method' },
];

const mainSections = sections.filter(({ isMain }) => isMain).map(({ name }) => name);

/** Runs in the page: installs `window.recorder`. */
function install(sections) {
  // The background examination fills these in later, so they may differ while the result stays the same.
  const refined = '.reliability, .numbers, .structure, .restarts, .exact, [data-known], [role="status"], [role="alert"]';
  const squeeze = (text) => text.replace(/\s+/g, ' ').trim();
  const textOf = (element) => squeeze(element?.textContent ?? '');
  const roots = sections.map(({ css }) => css).join(', ');

  /** The texts below an element, without the refined ones and those of another section inside it. */
  const texts = (element) => {
    const found = [];
    const accept = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.matches(`${refined}, ${roots}`) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    };
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, accept);
    while (walker.nextNode()) {
      const text = squeeze(walker.currentNode.data);
      // These stand for what is still asked for, or examined, of any result.
      // The method tells what was examined so far, in the same words for every result.
      if (text && text !== '…' && text !== 'being checked …' && !/^(Stability|Shuffled data|Groups or gradients|Restarts): /.test(text)) found.push(text);
    }
    return found;
  };

  /** The headline; while its verdict is examined, what follows its first sentence. */
  const titleOf = (heading) => {
    const text = textOf(heading);
    return heading?.hasAttribute('data-provisional') ? ['findings', text.replace(/^.*?[.:](\s+|$)/, '')] : ['title', text];
  };

  const all = (element, css) => [...element.querySelectorAll(css)];

  /** A number for the picture on the map's canvas, computed again only after somebody has drawn on it. */
  let [isDrawn, picture] = [true, null];
  for (const name of ['fill', 'fillRect', 'clearRect', 'stroke', 'fillText', 'drawImage', 'putImageData']) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) {
      if (this.canvas.id === 'map') isDrawn = true;
      return draw.apply(this, args);
    };
  }
  const pictureOf = (canvas) => {
    if (!canvas?.width || !canvas.height) return null;
    if (isDrawn) {
      isDrawn = false;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const pixels = new Uint32Array(data.buffer);
      let hash = 0;
      for (let at = 0; at < pixels.length; at += 37) hash = (Math.imul(hash, 31) + pixels[at]) | 0;
      // A canvas of another size has another picture of the same result.
      picture = [`picture of ${canvas.width} × ${canvas.height}`, String(hash)];
    }
    return picture;
  };

  const read = {
    headline: (element) => {
      const lines = all(element, '.only, .lede, .note').map((line) => [
        line.className,
        squeeze([...line.childNodes].filter(({ nodeName }) => nodeName !== 'STRONG').map((part) => part.textContent).join(' ')),
      ]);
      // Before the verdict is known, heading and silhouette speak of groups that it may deny.
      if (element.querySelector('h1')?.hasAttribute('data-provisional')) return lines;
      return [titleOf(element.querySelector('h1')), ...all(element, '.lede strong').map((clarity) => ['clarity', textOf(clarity)]), ...lines];
    },
    map: (element) => {
      const entries = all(element, '#legend li');
      return [
        ['subject', textOf(element.querySelector('.map-subject'))],
        ['legend entries', String(entries.length)],
        ...entries.map((entry, at) => {
          const swatch = entry.querySelector('.swatch');
          return [`legend entry ${at + 1}`, squeeze(`${textOf(swatch)} ${textOf(entry.querySelector('span'))} ${/^rgb\([^)]*\)$/.exec(swatch?.style.background ?? '')?.[0] ?? ''}`)];
        }),
        pictureOf(element.querySelector('#map')),
      ].filter(Boolean);
    },
    groups: (element) => {
      const cards = all(element, '.group-card');
      return [
        ['cards', String(cards.length)],
        ...cards.flatMap((card, at) => [
          [`card ${at + 1} letter`, textOf(card.querySelector('.chip'))],
          [`card ${at + 1} title`, textOf(card.querySelector('.pin > span:not(.chip)'))],
          [`card ${at + 1} share`, textOf(card.querySelector('.share'))],
          [`card ${at + 1} text`, texts(card).join(' | ')],
        ]),
      ];
    },
    list: (element) => all(element, '#regions-list > li[data-region], #regions-list [role="option"][data-region]').map((row) => [
      `row ${textOf(row.querySelector('.name'))}`,
      // One text a column; without the name, which the fact is called by.
      squeeze([...row.children].filter((part) => !part.matches('.name')).map(textOf).filter(Boolean).join(' | ')),
    ]),
  };
  const readLater = (element) => [...new Set(texts(element))].map((text) => ['text', text]);

  const [facts, factAt, contents, contentAt, frames, announced] = [[], new Map(), [], new Map(), [], []];
  const intern = (list, at, value, key) => {
    if (!at.has(key)) at.set(key, list.push(value) - 1);
    return at.get(key);
  };
  const contentOf = (found) => {
    const content = found.map((fact) => intern(facts, factAt, fact, fact.join('\u0000')));
    return intern(contents, contentAt, content, content.join());
  };

  const readSection = ({ name, css }) => {
    const element = document.querySelector(css);
    if (!element) return null;
    const root = element.closest('[data-result]');
    const id = root?.dataset.result ?? null;
    const isOwn = (marked) => !marked.closest(roots) || marked.closest(roots) === element;
    const others = all(element, '[data-result]').filter((marked) => isOwn(marked) && marked.dataset.result !== id);
    return {
      name,
      id,
      isBusy: root?.getAttribute('aria-busy') === 'true',
      others: others.map((marked) => marked.dataset.result),
      content: contentOf((read[name] ?? readLater)(element)),
    };
  };

  const title = () => {
    const heading = document.querySelector('.headline [role="status"]');
    const id = heading?.closest('[data-result]')?.dataset.result ?? null;
    return { id, text: textOf(heading) };
  };

  let [isChanged, phase, screen] = [true, '', null];
  let changedAt = performance.now();
  const mutated = (records) => {
    if (records.length === 0) return;
    isChanged = true;
    const now = title();
    const last = announced.at(-1);
    if (now.text && last?.text !== now.text) announced.push({ ...now, phase });
  };
  const observer = new MutationObserver(mutated);
  observer.observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ['data-result', 'aria-busy', 'data-state', 'data-fingerprint', 'data-k', 'data-examining', 'style'],
  });

  const look = () => {
    mutated(observer.takeRecords());
    if (isChanged || isDrawn || screen === null) {
      isChanged = false;
      const { state, fingerprint = null, k = null, examining } = document.documentElement.dataset;
      const now = { state, fingerprint, k, isExamining: examining !== undefined, sections: sections.map(readSection).filter(Boolean) };
      const json = JSON.stringify(now);
      if (json !== screen) {
        screen = json;
        changedAt = performance.now();
        frames.push({ phase, at: changedAt, count: 1, ...now });
        return;
      }
    }
    const last = frames.at(-1);
    if (!last) return;
    if (last.phase === phase) last.count += 1;
    else frames.push({ ...last, phase, at: performance.now(), count: 1 });
  };

  // A resize observer is called after all scripts and the layout of a frame and before its painting. So that it is called in
  // every frame, an element beside the page changes its width in every frame.
  const pacer = document.createElement('div');
  pacer.style.cssText = 'position:fixed;top:-9px;height:1px;width:1px;visibility:hidden;contain:strict';
  document.documentElement.append(pacer);
  new ResizeObserver(look).observe(pacer);
  let isWide = false;
  const pace = () => {
    isWide = !isWide;
    pacer.style.width = isWide ? '2px' : '1px';
    requestAnimationFrame(pace);
  };
  requestAnimationFrame(pace);

  window.recorder = {
    enter: (name) => { phase = name; },
    /** Whether the page is at rest, and nothing on it has changed for so many ms. */
    isQuiet: (ms) => {
      const { state, examining } = document.documentElement.dataset;
      return state === 'ready' && examining === undefined && !isChanged && performance.now() - changedAt > ms;
    },
    take: () => ({ facts, contents, frames: frames.splice(0), announced: announced.splice(0) }),
  };
}

/** Records a page, keeps references, and checks the frames of every phase. */
export class Recorder {
  #browser;
  references = new Map();
  frames = [];
  announced = [];
  facts = [];
  contents = [];

  /** @param {import('./harness.mjs').Browser} browser  with the page open */
  static async start(browser) {
    const recorder = new Recorder();
    recorder.#browser = browser;
    await browser.run(install, sections);
    return recorder;
  }

  /** Names what is done from now on. */
  async enter(phase) {
    await this.#take();
    await this.#browser.run((phase) => recorder.enter(phase), phase);
  }

  async #take() {
    const { facts, contents, frames, announced } = await this.#browser.run(() => recorder.take());
    Object.assign(this, { facts, contents });
    this.frames.push(...frames);
    this.announced.push(...announced);
  }

  /** Waits until the page is at rest and has examined its groups, and no section changes any more. */
  async settle() {
    await this.#browser.waitFor(() => recorder.isQuiet(400), 300_000);
    await this.#take();
  }

  /** Waits for the result that is on its way, and keeps it as the reference of these settings. */
  async keep(key) {
    await this.settle();
    const { fingerprint } = this.frames.at(-1);
    // Texts count from the first frame at rest with this result, because its examination may still change some of them. Of the first
    // result, all frames count: there was no other one to mix with, and the recorder may have started in the middle of its examination.
    const since = this.frames.findLastIndex((frame) => frame.fingerprint !== fingerprint) + 1;
    const isFirst = this.references.size === 0;
    const from = isFirst ? since : this.frames.findIndex((frame, at) => at >= since && frame.state === 'ready');
    const shown = new Set(this.frames.at(-1).sections.map(({ id }) => id));
    const known = this.references.get(key) ?? { key, fingerprint, sections: new Map() };
    for (const { sections } of this.frames.slice(from)) {
      for (const { name, id, content } of sections) {
        if (isFirst && !shown.has(id)) continue;
        const kept = known.sections.get(name) ?? new Map();
        for (const fact of this.contents[content]) {
          for (const [what, text] of partsOf(this.facts[fact])) kept.set(what, (kept.get(what) ?? new Set()).add(text));
        }
        known.sections.set(name, kept);
      }
    }
    this.references.set(key, known);
  }

  /** Checks every frame since the start. */
  check() {
    return check(this);
  }
}

const countWords = /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/i;

/**
 * The facts that are compared. The heading is several: its first sentence says how clear the groups are, which the
 * examination in the background refines, while their number and the sentences that follow belong to the result.
 */
export function partsOf([what, text]) {
  if (what !== 'title') return [[what, text]];
  const [, claim, findings] = /^(.*?[.:])(?:\s+(.*))?$/.exec(text) ?? [null, text, ''];
  const count = countWords.exec(claim)?.[0].toLowerCase();
  return [['claim', claim], ...(count ? [['number in the claim', count]] : []), ['findings', findings ?? '']];
}

/** What the verdict decides: it may deny the groups that heading and silhouette speak of before it is known. */
const refined = ['claim', 'number in the claim', 'findings', 'clarity'];

/** A fact that counts against a section only if it belongs to another result: refined texts, pictures, and all of later sections. */
const isLoose = (section, what) => !mainSections.includes(section) || refined.includes(what) || what.startsWith('picture');

/**
 * Asks of recorded frames whether one screen shows one result.
 *
 * Two rules. By texts, for any page: all sections that are not busy show one reference, and a busy one shows one reference of its
 * own. By ids, for a page with `data-result`: all that was ever seen under one id is of one reference, a section with an
 * older id than another one is busy, and a page at rest has one id and no busy section.
 *
 * @returns {{frames: number, torn: number, mixed: number, atRest: number, unmarked: string[], faults: string[], tears: object[]}}
 *   `torn`: frames that break the rule of texts; `mixed`: those in which already one section alone does; `atRest`: those
 *   in which the page called itself ready; `unmarked`: sections that have no `data-result`; `faults`: sentences on the rule of ids
 *   and the announced heading; `tears`: an entry for each torn frame
 */
export function check({ frames, announced, facts, contents, references }) {
  const all = [...references.values()];
  const cache = new Map();

  /** The facts of a section that are not those of a reference. */
  const strangers = (section, content, reference) => {
    const key = `${section}\u0000${content}\u0000${reference.key}`;
    if (!cache.has(key)) {
      const kept = reference.sections.get(section);
      const holds = (other, what, text) => other.sections.get(section)?.get(what)?.has(text) ?? false;
      const isStranger = ([what, text]) => {
        if (holds(reference, what, text)) return false;
        if (isLoose(section, what)) return (!what.startsWith('picture') || kept?.has(what)) && all.some((other) => holds(other, what, text));
        // A list may hold only the rows in view, so the reference need not know every row.
        return !(section === 'list' && kept && !kept.has(what));
      };
      cache.set(key, contents[content].flatMap((fact) => partsOf(facts[fact])).filter(isStranger));
    }
    return cache.get(key);
  };
  const fits = (seen, reference) => seen.every(({ name, content }) => strangers(name, content, reference).length === 0);
  const fitting = (seen) => all.filter((reference) => fits(seen, reference)).map(({ key }) => key);
  const owners = (section, what, text) => all.filter(({ sections }) => sections.get(section)?.get(what)?.has(text)).map(({ key }) => key);

  /** What does not fit, in the words of the page, against the reference that fits best. */
  const explain = (seen) => {
    const off = all.map((reference) => ({
      key: reference.key,
      wrong: seen.flatMap(({ name, content }) => strangers(name, content, reference).map(([what, text]) => {
        const of = owners(name, what, text);
        return `${name}, ${what}: “${text.slice(0, 160)}” is of ${of.length > 0 ? of.slice(0, 3).join(' or ') : 'no result at rest'}`;
      })),
    }));
    const best = off.reduce((a, b) => (b.wrong.length < a.wrong.length ? b : a), { wrong: { length: Infinity } });
    if (!Array.isArray(best.wrong)) return 'no references were kept';
    return `most is of ${best.key}, but ${best.wrong.slice(0, 4).join('; ')}${best.wrong.length > 4 ? `; and ${best.wrong.length - 4} more` : ''}`;
  };

  const found = { frames: 0, torn: 0, mixed: 0, atRest: 0, unmarked: [], faults: [], tears: [] };
  const fault = (text) => { if (!found.faults.includes(text)) found.faults.push(text); };
  const unmarked = new Set();
  const byId = new Map();
  const lastId = new Map();
  for (const frame of frames) {
    found.frames += frame.count;
    const place = `${frame.phase}, at ${Math.round(frame.at)} ms`;

    const shown = frame.sections.filter(({ isBusy }) => !isBusy);
    const alone = frame.sections.filter((section) => fitting([section]).length === 0);
    if (alone.length > 0 || fitting(shown).length === 0) {
      found.torn += frame.count;
      if (alone.length > 0) found.mixed += frame.count;
      if (frame.state === 'ready') found.atRest += frame.count;
      const of = Object.fromEntries(frame.sections.map((section) => [section.name, fitting([section])]));
      found.tears.push({ frame, place, alone: alone.map(({ name }) => name), of, why: explain(alone.length > 0 ? [alone[0]] : shown) });
    }

    for (const { name, id, isBusy, others, content } of frame.sections) {
      if (id === null) {
        unmarked.add(name);
        continue;
      }
      if (!/^\d+$/.test(id)) fault(`${place}: data-result of ${name} is “${id}”, which is no integer`);
      if (others.length > 0) fault(`${place}: ${name} has the result ${id}, and inside it ${others.join(', ')}`);
      if (Number(id) < (lastId.get(name) ?? -1)) fault(`${place}: data-result of ${name} fell from ${lastId.get(name)} to ${id}`);
      lastId.set(name, Number(id));
      const seen = byId.get(id) ?? new Map();
      byId.set(id, seen.set(`${name} ${content}`, { name, content, place }));
      if (frame.state === 'ready' && isBusy) fault(`${place}: the page is at rest and ${name} is busy`);
    }
    const marked = frame.sections.filter(({ id }) => id !== null);
    const newest = Math.max(...marked.map(({ id }) => Number(id)));
    for (const { name, id, isBusy } of marked) {
      if (Number(id) < newest && !isBusy) fault(`${place}: ${name} shows the result ${id} beside ${newest} and is not busy`);
    }
  }
  for (const [id, seen] of byId) {
    const contents = [...seen.values()];
    if (fitting(contents).length === 0) fault(`the result ${id} (${contents[0].place}): ${explain(contents)}`);
  }
  found.unmarked = [...unmarked];

  // A screen reader hears every text of the heading, also one that was never painted.
  const changes = new Map();
  for (const { id, text, phase } of announced) {
    const title = contents.length;
    contents = [...contents, [facts.length]];
    facts = [...facts, ['title', text]];
    if (fitting([{ name: 'headline', content: title }]).length === 0) fault(`${phase}: the heading was “${text}”, which is of no single result`);
    if (id !== null) changes.set(id, (changes.get(id) ?? new Set()).add(text));
  }
  for (const [id, texts] of changes) {
    // It appears with its result, and may change once more when the result is examined.
    if (texts.size > 2) fault(`the heading of the result ${id} changed ${texts.size - 1} times: ${[...texts].join(' / ')}`);
  }
  return found;
}

/** How many faults a report quotes. */
const mostFaults = 20;

/** What was found, for people: the counts, and three torn frames quoted in full. */
export function describe(found, { facts, contents, references }) {
  const lines = [
    `${found.frames} frames, ${found.torn} torn; in ${found.mixed} of these one section alone mixed results, and in ${found.atRest} the page said that it was at rest.`,
    `References at rest: ${[...references.keys()].join('; ')}.`,
    `Without data-result: ${found.unmarked.join(', ') || 'none'}.`,
    ...found.faults.slice(0, mostFaults).map((fault) => `Fault: ${fault}`),
    ...(found.faults.length > mostFaults ? [`… and ${found.faults.length - mostFaults} more faults.`] : []),
  ];
  for (const { frame, place, alone, of, why } of examples(found.tears)) {
    lines.push('', `== ${place}, for ${frame.count} frame${frame.count > 1 ? 's' : ''} (data-state ${frame.state}, data-k ${frame.k})`);
    lines.push(`   ${alone.length > 0 ? `Mixed within ${alone.join(', ')}` : 'Sections of different results'}: ${why}`);
    for (const { name, id, isBusy, content } of frame.sections.filter(({ name }) => mainSections.includes(name))) {
      lines.push(`   ${name}${id === null ? '' : ` (result ${id}${isBusy ? ', busy' : ''})`}: ${of[name].join(' or ') || 'of no single result'}`);
      const quoted = contents[content].map((fact) => facts[fact]).filter(([what]) => !/text|picture/.test(what));
      for (const [what, text] of quoted.slice(0, name === 'list' ? 4 : undefined)) lines.push(`      ${what}: ${text}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Three torn frames: the longest one, and the longest of those where a section alone mixes results. */
function examples(tears) {
  const longest = (some) => [...some].sort((a, b) => b.frame.count - a.frame.count);
  const mixed = longest(tears.filter(({ alone }) => alone.length > 0));
  return [...new Set([...mixed.slice(0, 2), ...longest(tears)])].slice(0, 3);
}
