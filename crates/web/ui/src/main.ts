// The one script of every page. Each module looks for its own attributes, works alone, and does
// nothing where they are missing; without any of them the page is still complete.
//
// All of it is one file. Splitting off what only some pages need would save 5 KB on the first page,
// and cost every page a second round trip for the code that the parts share.

import "./time.ts";
import "./swap.ts";
import "./more.ts";
import "./overlay.ts";
import "./live.ts";
import "./fresh.ts";
import "./comment.ts";
import "./tongues.ts";
import "./gallery.ts";
import "./film.ts";
import "./caption.ts";
import "./watch.ts";
import "./share.ts";
import "./sheet.ts";
import "./refuse.ts";
import "./draft.ts";
import "./compose.ts";
import "./complete.ts";
import "./passkey.ts";
import "./proof.ts";
import "./pulse.ts";
import "./keys.ts";
import { each } from "./arrive.ts";

each("select[data-autosubmit]", (select: HTMLSelectElement) => {
  select.addEventListener("change", () => select.form?.requestSubmit());
});

if ("serviceWorker" in navigator) {
  addEventListener("load", () => {
    // Offline pages are a comfort: a browser that refuses loses nothing else.
    navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  });
}
