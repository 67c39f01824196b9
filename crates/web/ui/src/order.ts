// Putting the items of a list in order, by dragging and by Alt and the arrow keys.
//
// Dragging works with pointers, not with the drag-and-drop API, which knows no fingers.

/** Moves `item` by `step` places; the focus stays where it was. Says whether it moved. */
export function move(item: Element, step: number): boolean {
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other || step === 0) return false;
  const focused = document.activeElement;
  if (step < 0) other.before(item);
  else other.after(item);
  if (focused instanceof HTMLElement && item.contains(focused)) focused.focus();
  return true;
}

/** Makes the items of `list` movable by their `[data-grip]` and, with a mouse, by their picture. */
export function orderable(list: HTMLElement, moved: (item: Element) => void): void {
  const itemOf = (element: Element | null) => [...list.children].find((item) => item.contains(element)) ?? null;

  list.addEventListener("keydown", (event) => {
    const item = event.target instanceof Element ? itemOf(event.target) : null;
    if (!item || !event.altKey || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const onwards = getComputedStyle(list).direction === "rtl" ? -1 : 1;
    const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -onwards, ArrowRight: onwards };
    if (move(item, steps[event.key] ?? 0)) moved(item);
  });

  list.addEventListener("pointerdown", (event) => {
    const grip = event.target instanceof Element ? event.target.closest("[data-grip], [data-thumb]") : null;
    const item = itemOf(grip);
    if (!grip || !(item instanceof HTMLElement) || event.button !== 0) return;
    // A finger on the picture scrolls the page.
    if (event.pointerType === "touch" && !grip.hasAttribute("data-grip")) return;
    event.preventDefault();
    const drag = (over: PointerEvent) => {
      item.dataset["dragging"] = "";
      const other = itemOf(document.elementFromPoint(over.clientX, over.clientY));
      if (other && other !== item) pass(item, other, over.clientX, over.clientY);
    };
    const drop = () => {
      delete item.dataset["dragging"];
      removeEventListener("pointermove", drag);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      moved(item);
    };
    addEventListener("pointermove", drag);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", drop);
  });

  // An <img> would be dragged as a file.
  list.addEventListener("dragstart", (event) => event.preventDefault());
}

/** Changes places once the pointer is past the middle: sooner, two items of different size would swap for ever. */
function pass(item: Element, other: Element, x: number, y: number): void {
  const box = other.getBoundingClientRect();
  const sideBySide = Math.abs(item.getBoundingClientRect().top - box.top) < box.height / 2;
  const isPast = sideBySide ? x > box.left + box.width / 2 : y > box.top + box.height / 2;
  const isBehind = (item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  if (isPast && isBehind) other.after(item);
  else if (!isPast && !isBehind) other.before(item);
}
