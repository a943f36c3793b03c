// Runs in the page of `make dev` only: reloads it after a build and shows the error of a build that failed.
{
  const own = Number(document.currentScript.dataset.build);
  let box;

  function show(text, isError) {
    if (!text) {
      box?.remove();
      return;
    }
    box ??= document.createElement('pre');
    box.textContent = text;
    // The page's policy forbids style attributes, but not properties that a script sets.
    Object.assign(box.style, {
      position: 'fixed', inset: 'auto 0 0 0', zIndex: 2147483647, maxHeight: '70vh', overflow: 'auto', margin: 0, padding: '8px 16px',
      font: '13px/1.45 ui-monospace, monospace', whiteSpace: 'pre-wrap', color: '#fff', background: isError ? '#7a1420' : '#333',
    });
    document.body.append(box);
  }

  function listen() {
    new EventSource('dev-events').addEventListener('message', ({ data }) => {
      const { build, isBuilding, error } = JSON.parse(data);
      if (build !== own && !isBuilding && !error) location.reload();
      else if (isBuilding) show('Building …', false);
      else show(error, true);
    });
  }

  if (document.body) listen();
  else addEventListener('DOMContentLoaded', listen);
}
