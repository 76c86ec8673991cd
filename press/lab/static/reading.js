// A chapter's text in JupyterLab as the book has it: numbers in sentences, claims and references in place of
// roles, and every living figure with its words for those who cannot see it. Nothing of the notebook is
// changed: what Markdown has been made into is dressed, and a cell that is edited shows its source.
//
// Written by hand as a federated module, so that no Node and no build is needed. It asks JupyterLab for
// nothing but its registry of documents.
(() => {
  'use strict';
  const LIVE = 'application/vnd.vegalite.v5+json';
  const FACT = 'application/papermill.record/text/plain';
  const BEFORE_HTML = 40; // a rank: JupyterLab shows what has the lowest; HTML has 50
  const ROLE = /\{(glue:text|claim|numref|cite|doc|ref)\}$/;
  const STYLE = `
    .press-fact { font-variant-numeric: lining-nums; }
    .press-fact[data-unknown] { opacity: .6; }
    .press-claim { border: 1px solid currentColor; border-radius: 3px; font-size: .8em; padding: 0 .3em; }
    a.press-link { cursor: pointer; }
    .press-apart { opacity: .7; font-style: italic; }`;

  // The text that Python wrote with quotes and escapes around it.
  const read = written => {
    if (!/^(['"]).*\1$/s.test(written)) return written;
    const escaped = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs;
    return written.slice(1, -1).replace(escaped, (_, x, u, long, letter) =>
      letter ? { n: '\n', t: '\t', r: '\r' }[letter] ?? letter : String.fromCodePoint(parseInt(x ?? u ?? long, 16)));
  };

  // All outputs of a notebook, with the place of their cell.
  function* outputs(notebook) {
    const cells = notebook.model.cells;
    for (let place = 0; place < cells.length; place++) {
      const own = cells.get(place).outputs;
      for (let number = 0; own && number < own.length; number++) yield [place, own.get(number)];
    }
  }

  // What the cells have bound, and which figures they show: name to words, name to number and headline.
  const known = notebook => {
    const facts = new Map(), figures = new Map();
    for (const [place, { data, metadata }] of outputs(notebook)) {
      if (metadata?.scrapbook?.name && FACT in data) facts.set(metadata.scrapbook.name, read(`${data[FACT]}`));
      const name = metadata?.brief?.figure;
      if (name && !figures.has(name)) {
        const words = `${data['text/plain']}`;
        figures.set(name, { place, number: figures.size + 1, words });
      }
    }
    return { facts, figures };
  };

  const element = (kind, name, words) => Object.assign(document.createElement(kind), { className: name, textContent: words });

  // The element that stands for a role; what it says is told later, by `tell`.
  const standing = (role, argument) => {
    const linked = /^(.*?)\s*<([^>]*)>$/s.exec(argument);
    const target = linked ? linked[2] : argument;
    const kind = role === 'glue:text' || role === 'cite' ? 'span' : 'a';
    const names = { 'glue:text': 'press-fact', claim: 'press-claim press-link', cite: 'press-cite' };
    const made = element(kind, names[role] ?? 'press-link', linked ? linked[1] : argument);
    Object.assign(made.dataset, { role, target });
    return made;
  };

  // Put elements in place of the roles in what Markdown was made into: a brace, its name, then code.
  const dress = root => {
    for (const code of root.querySelectorAll('code')) {
      const before = code.previousSibling;
      const found = before?.nodeType === Node.TEXT_NODE && ROLE.exec(before.data);
      if (!found) continue;
      before.data = before.data.slice(0, -found[0].length);
      code.replaceWith(standing(found[1], code.textContent));
    }
    for (const fence of root.querySelectorAll('pre > code[class*="{"], pre > code[class*="language-{"]')) {
      const name = /\{([\w-]+)\}/.exec(fence.className)?.[1] ?? '';
      const words = name === 'rst-class' ? '' : `(${name}: it stands on the book’s page)`;
      fence.parentElement.replaceWith(element('p', 'press-apart', words));
    }
    for (const part of root.querySelectorAll('p, li')) unfence(part);
    for (const row of root.querySelectorAll('tr:last-child')) if (/^:{3,}$/.test(row.textContent.trim())) row.remove();
  };

  // Take the marks of containers (":::{div} answer") and of targets ("(in-short)=") from a paragraph, or from the
  // last item of a list, which takes the line that follows it. A table takes it as a row of its own.
  const unfence = part => {
    const first = part.firstChild, last = part.lastChild;
    if (first?.nodeType === Node.TEXT_NODE) first.data = first.data.replace(/^(:{3,}\{[\w-]+\}[^\n]*|\([\w-]+\)=)\n?/, '');
    if (last?.nodeType === Node.TEXT_NODE) last.data = last.data.replace(/(^|\n):{3,}\s*$/, '');
    if (!part.textContent.trim() && !part.children.length) part.hidden = true;
  };

  const say = (one, words, title = '') => {
    if (one.textContent !== words) one.textContent = words;
    if (one.title !== title) one.title = title;
  };

  // Tell in each element what is known now.
  const tell = (root, { facts, figures }) => {
    for (const one of root.querySelectorAll('[data-role="glue:text"]')) {
      const words = facts.get(one.dataset.target);
      one.toggleAttribute('data-unknown', words === undefined);
      say(one, words ?? '…', words === undefined ? `${one.dataset.target}: run the cells to see it` : '');
    }
    for (const one of root.querySelectorAll('[data-role="numref"]')) {
      const figure = figures.get(one.dataset.target.replace(/^fig-/, ''));
      say(one, figure ? `Figure ${figure.number}` : 'the figure', figure?.words ?? `${one.dataset.target}: run the cells to see it`);
    }
    for (const one of root.querySelectorAll('[data-role="cite"]')) say(one, `[${one.dataset.target.replaceAll(',', ', ')}]`);
    for (const one of root.querySelectorAll('[data-role="claim"]')) say(one, one.dataset.target, 'the claim in the ledger');
  };

  // Give each figure of a cell its words: JupyterLab gives a drawing none.
  const describe = cell => {
    const own = cell.model.outputs, drawn = [];
    for (let number = 0; number < own.length; number++)
      if (own.get(number).metadata?.brief?.figure) drawn.push(own.get(number).data['text/plain']);
    cell.node.querySelectorAll('.jp-RenderedVegaCommon5, .jp-RenderedSVG').forEach((node, number) => {
      const shown = node.querySelector('.chart-wrapper, img'); // the first holds controls too: its role stays
      if (shown && number in drawn) shown.setAttribute(shown.matches('img') ? 'alt' : 'aria-label', `${drawn[number]}`);
    });
  };

  // Have the living figure come before its picture, which stands in HTML for nbconvert's pages.
  const prefer = registry => {
    const factory = registry.getFactory(LIVE);
    if (factory) registry.addFactory(factory, BEFORE_HTML);
  };

  const folder = path => path.split('/').slice(0, -1).join('/');

  // Follow a reference: to a figure of this notebook, or to another chapter beside it.
  const follow = (app, panel, one) => {
    const { role, target } = one.dataset;
    const figure = known(panel.content).figures.get(target.replace(/^fig-/, ''));
    if (figure) return void panel.content.scrollToItem(figure.place);
    const name = role === 'claim' ? 'claims' : role === 'doc' ? target : '';
    const beside = [folder(panel.context.path), `${name}.ipynb`].filter(Boolean).join('/');
    if (name) app.commands.execute('docmanager:open', { path: beside });
  };

  // Keep a notebook dressed as long as it is open.
  const attend = (app, panel) => {
    let asked = 0;
    prefer(panel.content.rendermime);
    const all = () => {
      asked = 0;
      if (panel.isDisposed || !panel.content.model) return;
      const now = known(panel.content);
      for (const cell of panel.content.widgets) {
        if (cell.model.type === 'code') describe(cell);
        const shown = cell.model.type === 'markdown' && cell.node.querySelector('.jp-MarkdownOutput');
        if (shown) { dress(shown); tell(shown, now); }
      }
    };
    const soon = () => { asked ||= requestAnimationFrame(all); };
    const watch = new MutationObserver(soon);
    panel.context.ready.then(() => {
      watch.observe(panel.content.node, { childList: true, subtree: true });
      panel.content.model.contentChanged.connect(soon);
      soon();
    });
    panel.content.node.addEventListener('click', event => {
      const one = event.target.closest?.('a[data-role]');
      if (one) { event.preventDefault(); follow(app, panel, one); }
    });
    panel.disposed.connect(() => watch.disconnect());
    return { isDisposed: false, dispose: () => watch.disconnect() };
  };

  const plugin = {
    id: 'press-text:reading',
    autoStart: true,
    activate: app => {
      document.head.append(element('style', '', STYLE));
      app.docRegistry.addWidgetExtension('Notebook', { createNew: panel => attend(app, panel) });
    },
  };
  const extension = { __esModule: true, default: plugin };
  (window._JUPYTERLAB ??= {})['press-text'] = { init: () => {}, get: async () => () => extension };
})();
