// What a finger meets on a page, measured by asking the browser what a touch at a place would press: so what a rule of the
// look adds around a small word counts, and what a neighbour covers does not.
//
// A target is large enough when a square of 44 by 44 px can be found in which every touch presses it, the corners
// excepted, which may be round. A box to tick or a radio button is pressed by its label too.
//
// One exception is made (WCAG 2.5.5 and 2.5.8 call it "inline"): a link, never a button, whose box is inline and that
// has words of its own sentence right before or right after it, words that are no target themselves. Space around a small
// target is no excuse. A mark in a drawing (svg) is excused where the same page leads to the same place by a target
// that is large enough ("equivalent").

// Answers [{target, width, height}] of what is too small and [{target, by}] of what is covered by a neighbour.
export async function measureTargets(page) {
  return page.evaluate(measure);
}

// Runs in the page, once for it as it stands and once for each kind of fold in it, opened.
function measure() {
  const kSide = 44;
  const kTargets = 'a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button], [role=option]';
  const edge = kSide / 2 - .75;  // boxes may lie between two pixels
  const steps = [-edge, -edge / 2, 0, edge / 2, edge];

  const targetOf = (one) => {
    const found = one?.closest(`${kTargets}, label`);
    return found?.localName === 'label' ? found.control ?? found : found;
  };
  const pressed = (x, y) => targetOf(document.elementFromPoint(x, y));

  const boxes = (one) => [...one.getClientRects()].filter(({ width, height }) => width > 2 && height > 2);
  const isOnPage = ({ right, bottom }) => right > 0 && bottom + scrollY > 0;

  const isShown = (one) => {
    if (one.disabled || !one.checkVisibility({ visibilityProperty: true }) || !boxes(one).some(isOnPage)) return false;
    if (one.closest('[aria-hidden="true"], [inert], .honeypot')) return false;
    const style = getComputedStyle(one);
    return style.clipPath !== 'inset(50%)' && style.pointerEvents !== 'none';
  };

  const name = (one) => {
    const classes = one.getAttribute('class') ? `.${one.getAttribute('class').trim().split(/\s+/).join('.')}` : '';
    const up = one.parentElement;
    const above = `${up.localName}${up.getAttribute('class') ? `.${up.getAttribute('class').trim().split(/\s+/).join('.')}` : ''}`;
    const words = (one.textContent.trim() || one.getAttribute('aria-label') || one.name || '').replace(/\s+/g, ' ').slice(0, 32);
    return `${above} > ${one.localName}${classes} “${words}”`;
  };

  // Whether words that are no target stand right beside this link, in its own block.
  const standsInSentence = (link) => {
    if (link.localName !== 'a' || getComputedStyle(link).display !== 'inline') return false;
    let block = link.parentElement;
    while (/^(inline|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.data.trim() && text.parentElement.checkVisibility() && getComputedStyle(text.parentElement).clipPath !== 'inset(50%)') texts.push(text);
    }
    const own = texts.map((text, i) => (link.contains(text) ? i : -1)).filter((i) => i >= 0);
    const isWords = (text) => text && /[\p{L}\p{N}]/u.test(text.data) && !targetOf(text.parentElement);
    return own.length > 0 && (isWords(texts[own[0] - 1]) || isWords(texts[own.at(-1) + 1]));
  };

  // How far one gets from this place in four directions, pressing the same.
  const reach = (one, x, y) => {
    const go = (dx, dy) => {
      let far = 0;
      while (far < kSide && pressed(x + dx * (far + 1), y + dy * (far + 1)) === one) far += 1;
      return far;
    };
    return { left: go(-1, 0), right: go(1, 0), up: go(0, -1), down: go(0, 1) };
  };

  const isSquareAt = (one, x, y) => steps.every((dx) => steps.every((dy) =>
    Math.hypot(dx, dy) > kSide / 2 || pressed(x + dx, y + dy) === one));

  // The largest that is found, as {width, height}; null when it is large enough.
  const shortfall = (one) => {
    let best = { width: 0, height: 0 };
    const seeds = boxes(one);
    for (const label of one.labels ?? []) seeds.push(...boxes(label));
    for (const { left, top, width, height } of seeds) {
      let x = left + width / 2;
      let y = top + height / 2;
      if (isSquareAt(one, x, y)) return null;
      if (pressed(x, y) !== one) continue;
      let found = reach(one, x, y);
      // From the middle of what was reached, to where the square has room on both sides.
      y += (Math.min(found.down, kSide) - Math.min(found.up, kSide)) / 2;
      found = reach(one, x, y);
      x += (Math.min(found.right, kSide) - Math.min(found.left, kSide)) / 2;
      if (isSquareAt(one, x, y)) return null;
      found = reach(one, x, y);
      const size = { width: found.left + found.right + 1, height: found.up + found.down + 1 };
      if (Math.min(size.width, size.height) > Math.min(best.width, best.height)) best = size;
    }
    return best;
  };

  // The neighbour that takes what is pressed on what is seen of this one.
  const thief = (one) => {
    for (const { left, top, width, height } of boxes(one)) {
      for (const across of [.1, .5, .9]) {
        for (const down of [.2, .5, .8]) {
          const x = left + width * across;
          const y = top + height * down;
          if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
          const met = pressed(x, y);
          if (met && met !== one && !one.contains(met) && !met.contains(one)) return met;
        }
      }
    }
    return null;
  };

  const drawn = (one) => (one.closest('svg') ? one.getAttribute('href') : null);
  const small = [];
  const covered = [];
  const large = new Set();  // addresses that are reached by a target of its size
  const check = (one) => {
    one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const by = thief(one);
    if (by) covered.push({ target: name(one), drawn: drawn(one), by: name(by) });
    if (standsInSentence(one)) return;
    const size = shortfall(one);
    if (size) small.push({ target: name(one), drawn: drawn(one), ...size });
    else if (one.localName === 'a') large.add(one.getAttribute('href'));
  };
  const shown = (within) => [...within.querySelectorAll(kTargets)].filter(isShown);
  const first = shown(document);
  first.forEach(check);
  const seen = new Set(first);
  // What is folded away: one fold of each kind.
  const kinds = new Set();
  for (const fold of document.querySelectorAll('details:not([open])')) {
    const summary = fold.querySelector('summary');
    const kind = `${fold.className} ${summary?.textContent}`;
    if (!summary || !isShown(summary) || kinds.has(kind)) continue;
    kinds.add(kind);
    fold.open = true;
    shown(fold).filter((one) => !seen.has(one) && one !== summary).forEach(check);
    fold.open = false;
  }
  const isExcused = (one) => one.drawn && large.has(one.drawn);
  const told = (all) => all.filter((one) => !isExcused(one)).map(({ drawn: _, ...rest }) => rest);
  return { small: told(small), covered: told(covered), count: seen.size };
}
