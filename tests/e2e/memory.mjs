// Memory of Chromium's renderers, from /proc.
//
// The number is `RssAnon`: the resident pages of a process that no file backs, including WebAssembly memory. A page and all its
// workers are one process. The memory of that process without any page is reported separately and not subtracted.

import { readFileSync, readdirSync } from 'node:fs';

/** Ids of the renderer processes of the browser with this profile. */
function renderers(profile) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      // Chromium's child processes separate their arguments with blanks, not with zero bytes.
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/);
      const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1];
      return [{ pid, parent, command }];
    } catch {
      return []; // It ended meanwhile.
    }
  });
  const browser = processes.find(({ command }) => command.includes(`--user-data-dir=${profile}`)
    && !command.some((argument) => argument.startsWith('--type=')));
  const belongs = ({ parent }) => {
    for (let at = parent; at && at !== '0'; at = processes.find(({ pid }) => pid === at)?.parent) {
      if (at === browser?.pid) return true;
    }
    return false;
  };
  return processes.filter((one) => one.command.includes('--type=renderer') && belongs(one)).map(({ pid }) => pid);
}

/** Bytes of the largest of these processes. */
function largest(pids) {
  const bytes = pids.map((pid) => {
    try {
      return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^RssAnon:\s+(\d+) kB/m)[1]) * 1024;
    } catch {
      return 0; // It ended meanwhile.
    }
  });
  return Math.max(0, ...bytes);
}

/** Bytes of the largest renderer now. */
export async function renderedBytes(browser) {
  return largest(renderers((await browser.driver.getCapabilities()).get('chrome').userDataDir));
}

/** Watches the current renderers. The returned function stops watching and returns the peak in bytes. */
export async function watchMemory(browser) {
  const pids = renderers((await browser.driver.getCapabilities()).get('chrome').userDataDir);
  let most = largest(pids);
  const look = () => { most = Math.max(most, largest(pids)); };
  const timer = setInterval(look, 50);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}
