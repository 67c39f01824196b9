// Passkeys: making one when joining or in the settings, and signing in with one.
//
// The server speaks the JSON forms of the specification. Browsers that cannot read and write those
// themselves (before 2025) are helped by the conversions at the end.

import { arrived, each } from "./arrive.ts";
import { parse } from "./fragment.ts";
import { proof } from "./proof.ts";
import { toast } from "./toast.ts";
import { word } from "./words.ts";

type Started<Options> = { options: { publicKey: Options }; ceremony: string };

class Said extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Ends the waiting autofill request, of which there can be only one at a time. */
let waiting: AbortController | undefined;

each("button[data-passkey]", passkey);

function passkey(button: HTMLButtonElement): void {
  if (!("PublicKeyCredential" in window)) return;
  button.hidden = false;
  for (const around of document.querySelectorAll<HTMLElement>("[data-passkey-only]")) around.hidden = false;
  const kind = button.dataset["passkey"];
  const run = kind === "signin" ? signIn : kind === "add" ? add : join;
  button.addEventListener("click", () => {
    void attempt(button, () => run(button.form));
  });
  if (kind === "signin") void offerInAutofill(button.form);
}

async function attempt(button: HTMLButtonElement, run: () => Promise<void>): Promise<void> {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await run();
  } catch (error) {
    const cancelled = error instanceof DOMException && ["NotAllowedError", "AbortError"].includes(error.name);
    toast(error instanceof Said ? error.message : word(cancelled ? "js-passkey-cancelled" : "js-passkey-failed"));
  } finally {
    button.removeAttribute("aria-busy");
  }
}

async function join(form: HTMLFormElement | null): Promise<void> {
  if (!form) return;
  // The password is what a passkey replaces; everything else must be in order.
  const fields = ["handle", "name", "invitation"].map((name) => [name, form.elements.namedItem(name)] as const);
  const answers: Record<string, string> = {};
  for (const [name, field] of fields) {
    if (!(field instanceof HTMLInputElement)) continue;
    if (!field.reportValidity()) return;
    answers[name] = field.value;
  }
  answers["proof"] = await proof(form);
  const started = await send<Started<PublicKeyCredentialCreationOptionsJSON>>("/join/passkey/start", answers).catch(asked(answers));
  const credential = await create(started.options.publicKey);
  const response = await post("/join/passkey/finish", { ceremony: started.ceremony, credential, device: device() }, "text/html");
  // The answer is the page with the recovery codes, which is shown once and never again.
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  history.replaceState(null, "", "/join");
  arrived([document.body]);
  scrollTo(0, 0);
  const heading = document.querySelector<HTMLElement>("h1");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
}

/** A crowd came while the form was filled in: the page knows what is asked for now, and what was typed. */
function asked(answers: Record<string, string>): (error: unknown) => never {
  return (error) => {
    if (error instanceof Said && ["proof-needed", "turn-needed"].includes(error.code)) {
      const { handle = "", name = "", invitation = "" } = answers;
      location.assign(`/join?${new URLSearchParams({ handle, name, invitation })}`);
    }
    throw error;
  };
}

async function signIn(form: HTMLFormElement | null): Promise<void> {
  waiting?.abort();
  const started = await send<Started<PublicKeyCredentialRequestOptionsJSON>>("/signin/passkey/start", {});
  await finishSignIn(form, started, undefined);
}

/** Lets the browser offer passkeys where it offers names: in the field of the handle. */
async function offerInAutofill(form: HTMLFormElement | null): Promise<void> {
  if (!form?.querySelector('[autocomplete~="webauthn"]')) return;
  try {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    waiting = new AbortController();
    const started = await send<Started<PublicKeyCredentialRequestOptionsJSON>>("/signin/passkey/start", {});
    await finishSignIn(form, started, waiting.signal);
  } catch (error) {
    // Nobody pressed anything: only the server's own words are worth showing.
    if (error instanceof Said) toast(error.message);
  }
}

async function finishSignIn(
  form: HTMLFormElement | null,
  { options, ceremony }: Started<PublicKeyCredentialRequestOptionsJSON>,
  whileWaiting: AbortSignal | undefined,
): Promise<void> {
  const found = await navigator.credentials.get({
    publicKey: readRequest(options.publicKey),
    ...(whileWaiting ? { mediation: "conditional" as const, signal: whileWaiting } : {}),
  });
  if (!(found instanceof PublicKeyCredential)) throw new DOMException("", "NotAllowedError");
  const { location: to } = await send<{ location: string }>("/signin/passkey/finish", {
    ceremony,
    credential: write(found),
  });
  location.assign(nextOf(form) ?? to);
}

async function add(form: HTMLFormElement | null): Promise<void> {
  const started = await send<Started<PublicKeyCredentialCreationOptionsJSON>>("/settings/passkeys/start", {});
  const credential = await create(started.options.publicKey);
  const field = form?.elements.namedItem("name");
  const name = (field instanceof HTMLInputElement && field.value) || device();
  const { location: to } = await send<{ location: string }>("/settings/passkeys/finish", {
    ceremony: started.ceremony,
    credential,
    name,
  });
  location.assign(to);
}

/** Where the reader wanted to go before signing in; only ever a place on this server. */
function nextOf(form: HTMLFormElement | null): string | undefined {
  const field = form?.elements.namedItem("next");
  if (!(field instanceof HTMLInputElement) || !field.value) return undefined;
  const url = new URL(field.value, location.href);
  return url.origin === location.origin ? url.href : undefined;
}

/** A name by which one recognises the passkey later. */
function device(): string {
  const agent = navigator.userAgent;
  const known = ["iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux"];
  return known.find((name) => agent.includes(name))?.replace("Macintosh", "Mac") ?? "";
}

async function post(address: string, body: unknown, accept = "application/json"): Promise<Response> {
  const response = await fetch(address, {
    method: "POST",
    cache: "no-store",
    headers: { "Content-Type": "application/json", Accept: accept },
    body: JSON.stringify(body),
  });
  if (response.ok) return response;
  throw said(await response.text(), response.headers.get("content-type"));
}

async function send<Answer>(address: string, body: unknown): Promise<Answer> {
  return (await (await post(address, body)).json()) as Answer;
}

function said(text: string, type: string | null): Said {
  const otherwise = word("js-passkey-failed");
  if (!type?.includes("json")) {
    return new Said(parse(text).querySelector('[role="alert"]')?.textContent?.trim() || otherwise, "");
  }
  try {
    const { error } = JSON.parse(text) as { error?: { code?: string; message?: string } };
    return new Said(error?.message || otherwise, error?.code ?? "");
  } catch {
    return new Said(otherwise, "");
  }
}

async function create(options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> {
  const made = await navigator.credentials.create({ publicKey: readCreation(options) });
  if (!(made instanceof PublicKeyCredential)) throw new DOMException("", "NotAllowedError");
  return write(made);
}

// ---- The JSON forms, https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON

function readCreation(json: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  if ("parseCreationOptionsFromJSON" in PublicKeyCredential) return PublicKeyCredential.parseCreationOptionsFromJSON(json);
  return {
    ...(json as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytesOf(json.challenge),
    user: { ...json.user, id: bytesOf(json.user.id) },
    excludeCredentials: (json.excludeCredentials ?? []).map(descriptorOf),
  };
}

function readRequest(json: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  if ("parseRequestOptionsFromJSON" in PublicKeyCredential) return PublicKeyCredential.parseRequestOptionsFromJSON(json);
  return {
    ...(json as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytesOf(json.challenge),
    allowCredentials: (json.allowCredentials ?? []).map(descriptorOf),
  };
}

function descriptorOf(json: PublicKeyCredentialDescriptorJSON): PublicKeyCredentialDescriptor {
  return { ...(json as unknown as PublicKeyCredentialDescriptor), id: bytesOf(json.id) };
}

function write(credential: PublicKeyCredential): unknown {
  if ("toJSON" in credential) {
    try {
      return credential.toJSON();
    } catch {
      // Some password managers hand out objects on which the browser's own method fails.
    }
  }
  const { response } = credential;
  const common = { clientDataJSON: textOf(response.clientDataJSON) };
  const answered =
    response instanceof AuthenticatorAttestationResponse
      ? {
          ...common,
          attestationObject: textOf(response.attestationObject),
          transports: response.getTransports?.() ?? [],
        }
      : {
          ...common,
          authenticatorData: textOf((response as AuthenticatorAssertionResponse).authenticatorData),
          signature: textOf((response as AuthenticatorAssertionResponse).signature),
          userHandle: optionalText((response as AuthenticatorAssertionResponse).userHandle),
        };
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answered,
  };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function optionalText(bytes: ArrayBuffer | null): string | null {
  return bytes ? textOf(bytes) : null;
}
