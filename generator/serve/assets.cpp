#include "serve/assets.hpp"

namespace knav {

std::string_view preview_style() {
    return R"css(#knav-panel, .knav-list {
  --knav-back: #fffdf7; --knav-text: #1f1f1f; --knav-line: #8a6d00; --knav-error: #a4141d; --knav-warning: #7a5200;
  font: 1rem/1.5 system-ui, sans-serif;
  color: var(--knav-text);
  background: var(--knav-back);
}
@media (prefers-color-scheme: dark) {
  #knav-panel, .knav-list {
    --knav-back: #1d1b16; --knav-text: #f1eee6; --knav-line: #d9b84a; --knav-error: #ff9a9a; --knav-warning: #f0c674;
  }
}
#knav-panel {
  position: sticky; bottom: 0; z-index: 1000;
  max-height: 40vh; overflow: auto; box-sizing: border-box;
  padding: .5rem 1rem;
  border-top: 4px solid var(--knav-line);
}
#knav-panel.knav-quiet { display: none; }
#knav-panel summary { font-weight: bold; cursor: pointer; }
#knav-panel p { margin: .25rem 0; }
#knav-panel a, .knav-list a { color: inherit; }
#knav-panel ul, .knav-list ul { margin: .25rem 0; padding: 0 0 0 1.25rem; }
#knav-panel li, .knav-list li { margin: .25rem 0; overflow-wrap: anywhere; }
#knav-panel i, .knav-list i { font-style: normal; opacity: .8; }
#knav-panel code, .knav-list code { font: .9em ui-monospace, monospace; color: inherit; background: none; padding: 0; }
.knav-error b { color: var(--knav-error); }
.knav-warning b { color: var(--knav-warning); }
body.knav-list { margin: 0; padding: 1rem; }
.knav-list main { max-width: 70rem; margin: 0 auto; }
.knav-list h2 { font: bold 1rem/1.5 ui-monospace, monospace; margin: 1.5rem 0 .25rem; }
@media print { #knav-panel { display: none; } }
)css";
}

std::string_view reload_script() {
    return R"js('use strict';
(() => {
  const panel = () => document.getElementById('knav-panel');
  if (!panel()) return;
  const { run, generation } = panel().dataset;
  const plain = (address) => {
    const url = new URL(address, location.href);
    return url.origin === location.origin ? decodeURI(url.pathname).replace(/\/index\.html$/, '/') : '';
  };
  const shown = () => {
    const addresses = [location.href];
    for (const each of document.querySelectorAll('link[href][rel~="stylesheet"], link[href][rel~="icon"]')) addresses.push(each.href);
    for (const each of document.querySelectorAll('script[src], img[src]')) addresses.push(each.src);
    return new Set(addresses.map(plain));
  };
  // The page itself is as it was: only what is said of it is new.
  const renewPanel = async () => {
    if (location.pathname.startsWith('/_knav/')) return location.reload();
    const answer = await fetch(location.href, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.getElementById('knav-panel');
    if (next) panel().replaceWith(document.adoptNode(next));
  };
  const events = new EventSource(`/_knav/events?run=${encodeURIComponent(run)}&generation=${encodeURIComponent(generation)}`);
  events.addEventListener('reload', (event) => {
    const news = JSON.parse(event.data);
    const here = shown();
    if (news.everything || news.paths.some((path) => here.has(plain(path)))) location.reload();
    else if (news.diagnostics) renewPanel();
  });
  // A page that waits in the browser's memory should not hold a connection.
  addEventListener('pagehide', () => events.close());
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
})();
)js";
}

}  // namespace knav
