// The search box: suggestions while one types, after the ARIA pattern "editable combobox with list autocomplete". The
// engine is fetched when the box is first used. Without this script the form leads to the search page all the same.
// What the search page's own script needs as well is left in `knavFind`.
(() => {
  "use strict";
  const form = document.querySelector("[data-find]");
  if (!form?.dataset.engine) return;
  const input = form.elements.q;
  const words = form.dataset;
  const fromFolder = location.protocol === "file:";
  const root = new URL("../", form.action); // the search page lies one step below the start page

  const element = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, number) => values[number]);
  /// A page's address. In a folder nobody turns ".../" into its index.html.
  const link = (url) => {
    if (!fromFolder) return url;
    return new URL(url.slice(words.base.length).replace(/(^|\/)(?=#|$)/, "$1index.html"), root).href;
  };
  /// What was typed, as it is searched for: no soft hyphens, no control characters, and no more than the box holds.
  const question = (text) => text.replace(/\p{Cf}/gu, "").replace(/\p{Cc}+/gu, " ").trim().slice(0, input.maxLength);

  // From a folder browsers refuse to fetch, and refuse modules. There the index's files come as scripts that call
  // knavSearch, and the engine, in a portable build, as one that leaves itself in knavEngine.
  const index = new URL(words.index, document.baseURI).href;
  const packed = new Map();
  const asScript = (src) => new Promise((done, failed) => {
    document.head.append(element("script", { src, onload: done, onerror: failed }));
  });
  const fromScripts = async () => {
    globalThis.knavSearch = (name, text) => packed.set(name, text);
    await asScript(words.engine);
    return globalThis.knavEngine.openSearch(index, {
      load: async (name) => { await asScript(`${index}${name}.js`); return packed.get(name); },
    });
  };
  let opened;
  const engine = () => {
    opened ??= fromFolder ? fromScripts() : import(words.engine).then(({ openSearch }) => openSearch(index));
    opened.catch(() => { opened = undefined; }); // the next use tries again
    return opened;
  };

  globalThis.knavFind = { form, input, element, fill, link, question, engine };
  if (words.find === "search") return; // there the results themselves follow what is typed

  const list = element("ul", { id: "_suggestions", className: "suggestions", hidden: true });
  const status = element("p", { className: "visually-hidden" });
  const set = (target, attributes) => {
    for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
  };
  set(list, { role: "listbox", "aria-label": words.label });
  set(status, { role: "status" });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });
  form.append(list, status);

  let active = -1; // the chosen option; -1: the caret's own text
  let asked = 0; // the latest question: an answer to an earlier one comes too late
  let telling; // announced when typing rests, not at every letter

  const choose = (number) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = number;
    const option = list.children[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const unfold = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) choose(-1);
  };
  const close = () => {
    asked += 1;
    clearTimeout(telling);
    unfold(false);
  };
  /// The text with what was typed in bold.
  const marked = (text, typed) => {
    const at = text.toLocaleLowerCase("sv").indexOf(typed.toLocaleLowerCase("sv"));
    if (at < 0) return [text];
    const end = at + typed.length;
    return [text.slice(0, at), element("b", {}, text.slice(at, end)), text.slice(end)];
  };
  const show = (found, typed) => {
    choose(-1);
    list.replaceChildren(...found.map(({ text, url, typeLabel }, number) => {
      const option = element("li", { id: `_suggestion_${number}` }, element("span", {}, ...marked(text, typed)), " ",
        element("small", { textContent: typeLabel ?? "" }));
      set(option, { role: "option", "aria-selected": "false", "data-url": link(url) });
      return option;
    }));
    unfold(found.length > 0);
    clearTimeout(telling);
    telling = setTimeout(() => {
      status.textContent = found.length === 0 ? words.none : found.length === 1 ? words.one : fill(words.many, found.length);
    }, 500);
  };
  const suggest = async () => {
    const typed = question(input.value);
    const mine = ++asked;
    if (!typed) return close();
    try {
      const found = await (await engine()).suggest(typed);
      if (mine === asked) show(found, typed);
    } catch {
      if (mine === asked) close(); // the form still leads to the search page, which tells what is wrong
    }
  };

  const keys = {
    ArrowDown: () => (list.hidden ? suggest() : choose(active + 1 < list.children.length ? active + 1 : -1)),
    ArrowUp: () => (list.hidden ? suggest() : choose(active < 0 ? list.children.length - 1 : active - 1)),
    Escape: () => (list.hidden ? (input.value = "") : close()),
    Enter: () => location.assign(list.children[active].dataset.url),
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "Home" || event.key === "End") choose(-1); // the caret moves in the text, as it always does
    if (event.key === "Enter" && active < 0) return; // the form is sent
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => engine().catch(() => {}), { once: true });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the caret stays in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
})();
