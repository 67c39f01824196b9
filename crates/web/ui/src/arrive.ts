// Elements come with the page or, later, with a fragment. `each` hears of both.

type SetUp = (element: Element) => void;

const wanted: { selector: string; seen: WeakSet<Element>; setUp: SetUp }[] = [];

/** Calls `setUp` once for every element that matches, now and whenever one arrives. */
export function each<T extends Element>(selector: string, setUp: (element: T) => void): void {
  const entry = { selector, seen: new WeakSet<Element>(), setUp: setUp as SetUp };
  wanted.push(entry);
  visit(document.documentElement, entry);
}

/** Says that these elements are now in the document. */
export function arrived(elements: Iterable<Element>): void {
  for (const element of elements) for (const entry of wanted) visit(element, entry);
}

function visit(root: Element, { selector, seen, setUp }: (typeof wanted)[number]): void {
  const found = [...root.querySelectorAll(selector)];
  if (root.matches(selector)) found.unshift(root);
  for (const element of found) {
    if (seen.has(element)) continue;
    seen.add(element);
    try {
      setUp(element);
    } catch (error) {
      // One broken comfort must not take the others with it.
      reportError(error);
    }
  }
}
