// Icons of the page's own sprite, for the few buttons that scripts make.

const SVG = "http://www.w3.org/2000/svg";

/** The icon called `name`, or nothing on a page that shows no icon from which to learn the address. */
export function icon(name: string): SVGElement | null {
  const sprite = document.querySelector("svg use")?.getAttribute("href")?.split("#")[0];
  if (!sprite) return null;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/** A button that closes what it lies in. */
export function closeButton(text: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close";
  button.dataset["close"] = "";
  button.setAttribute("aria-label", text);
  button.append(icon("x") ?? "×");
  return button;
}
