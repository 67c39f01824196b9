// A day of two members through masto, with every answer held against the library's own types.
// Usage: node masto.mjs PICTURE, with the instance in INSTANCE_URL.

import assert from "node:assert/strict";
import { createECDH, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import Ajv from "ajv";
import { createOAuthAPIClient, createRestAPIClient, createStreamingAPIClient } from "masto";
import { createGenerator } from "ts-json-schema-generator";

const url = process.env.INSTANCE_URL;
const scopes = "read write follow push";

const schema = createGenerator({
  path: new URL("./entities.ts", import.meta.url).pathname,
  type: "*",
  additionalProperties: true,
  skipTypeCheck: true,
}).createSchema("*");
// Fields of versions of Mastodon later than the one that is spoken (4.3), and names that the types misspell
// or that masto itself changes on the way.
const later = new Set([
  "@1x", "@2x", "admin", "attributionDomains", "detectedLanguageSource", "featureApproval",
  "maxAvatarDescriptionLength", "maxHeaderDescriptionLength", "quoteApproval", "quotePolicy", "quotesCount",
  "translations",
]);
// What may be null, or missing, by Mastodon's own documentation, and what Sampan has none of.
const nullable = new Set([
  "account", "application", "blurhash", "description", "emojis", "keywords", "lastStatusAt", "role", "statuses",
]);
// Of another type by Mastodon's documentation than by the types.
const loose = new Set(["mastodon", "permissions", "sampleAccountIds", "statusId"]);

/** Takes out of the types what no server of this version answers. */
function soften(node) {
  if (Array.isArray(node)) return node.forEach(soften);
  if (node === null || typeof node !== "object") return;
  if (node.required) {
    node.required = node.required.filter((name) => !later.has(name) && !nullable.has(name));
  }
  for (const [name, type] of Object.entries(node.properties ?? {})) {
    if (nullable.has(name)) node.properties[name] = { anyOf: [type, { type: "null" }] };
    if (loose.has(name)) node.properties[name] = {};
  }
  Object.values(node).forEach(soften);
}
soften(schema);
// The types describe a role as administrators see it; members see its name.
schema.definitions.Role = { type: "object", required: ["name"] };

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema(schema, "masto");

/** Fails unless a value is what the library's types say. */
function is(name, value) {
  const plain = JSON.parse(JSON.stringify(value));
  const fits = ajv.validate({ $ref: `masto#/definitions/Is${name}` }, plain);
  const problems = (ajv.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
  assert.ok(fits, `${name}: ${problems.slice(0, 8).join("; ")}`);
  return value;
}

async function eventually(look) {
  const until = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found || Date.now() > until) {
      assert.ok(found, "nothing came within 20 seconds");
      return found;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function join(name) {
  const program = await createRestAPIClient({ url }).v1.apps.create({
    clientName: "Trial",
    redirectUris: "urn:ietf:wg:oauth:2.0:oob",
    scopes,
  });
  const oauth = createOAuthAPIClient({ url });
  const { clientId, clientSecret } = program;
  const own = await oauth.token.create({
    grantType: "client_credentials",
    clientId,
    clientSecret,
    redirectUri: "urn:ietf:wg:oauth:2.0:oob",
    scope: scopes,
  });
  const handle = name + randomBytes(4).toString("hex");
  const token = await createRestAPIClient({ url, accessToken: own.accessToken }).v1.accounts.create({
    username: handle,
    email: "nobody@example.com",
    password: "a-long-enough-password",
    agreement: true,
    locale: "en",
  });
  const api = createRestAPIClient({ url, accessToken: token.accessToken });
  const me = is("AccountCredentials", await api.v1.accounts.verifyCredentials());
  assert.equal(me.acct, handle);
  return { api, me, token: token.accessToken };
}

function listen(token) {
  const heard = [];
  const streams = createStreamingAPIClient({
    streamingApiUrl: `${url.replace("http", "ws")}/api/v1/streaming`,
    accessToken: token,
  });
  const user = streams.user.subscribe();
  const done = (async () => {
    for await (const event of user) heard.push(event);
  })();
  const stop = async () => {
    user.unsubscribe();
    streams.close();
    await done;
  };
  return { heard, stop };
}

const ana = await join("ana");
const ben = await join("ben");
is("Instance", await ana.api.v2.instance.fetch());
assert.ok(is("Relationship", await ben.api.v1.accounts.$select(ana.me.id).follow()).following);
const ear = listen(ben.token);
const own = listen(ana.token);
await new Promise((done) => setTimeout(done, 1_000));

const file = new Blob([await readFile(process.argv[2])]);
const media = is(
  "MediaAttachment",
  await ana.api.v2.media.create({ file, description: "A grey cat, asleep" }),
);
const topic = `trial${ana.me.acct}`;
const note = is(
  "Status",
  await ana.api.v1.statuses.create({
    status: `Cat tax #${topic} for @${ben.me.acct}`,
    mediaIds: [media.id],
    language: "en",
  }),
);
assert.equal(note.mentions[0].id, ben.me.id);
const seen = (event) => ear.heard.find((one) => one.event === event);
await eventually(() => seen("update")?.payload.id === note.id);
is("Status", seen("update").payload);

const reply = is("Status", await ben.api.v1.statuses.create({ status: "So soft", inReplyToId: note.id }));
assert.equal(reply.inReplyToId, note.id);
assert.ok(is("Status", await ben.api.v1.statuses.$select(note.id).favourite()).favourited);
assert.ok(is("Status", await ben.api.v1.statuses.$select(note.id).bookmark()).bookmarked);
assert.equal((await ben.api.v1.bookmarks.list())[0].id, note.id);
const context = is("Context", await ana.api.v1.statuses.$select(note.id).context.fetch());
assert.deepEqual(context.descendants.map((status) => status.id), [reply.id]);

const kinds = async () => new Set((await ana.api.v1.notifications.list()).map((one) => one.type));
await eventually(async () => {
  const known = await kinds();
  return ["mention", "favourite", "follow"].every((kind) => known.has(kind));
});
for (const one of await ana.api.v1.notifications.list()) is("Notification", one);
is("GroupedNotificationsResults", await ana.api.v2.notifications.list());
await eventually(() => own.heard.some((one) => one.event === "notification"));
is("Notification", own.heard.find((one) => one.event === "notification").payload);

const subscribed = await ana.api.v1.push.subscription.create({
  subscription: {
    endpoint: "http://127.0.0.1:9/phone",
    keys: {
      p256dh: createECDH("prime256v1").generateKeys("base64url"),
      auth: randomBytes(16).toString("base64url"),
    },
  },
  data: { alerts: { mention: true }, policy: "followed" },
});
assert.equal(is("WebPushSubscription", subscribed).alerts.mention, true);
await ana.api.v1.push.subscription.remove();
const filter = await ana.api.v2.filters.create({
  title: "Fur",
  context: ["thread"],
  filterAction: "warn",
  keywordsAttributes: [{ keyword: "soft", wholeWord: "true" }],
});
assert.equal(is("Filter", filter).keywords[0].wholeWord, true);
const { filtered } = await ana.api.v1.statuses.$select(reply.id).fetch();
assert.deepEqual(is("FilterResult", filtered[0]).keywordMatches, ["soft"]);
await ana.api.v2.filters.$select(filter.id).remove();
await eventually(() => own.heard.filter((one) => one.event === "filters_changed").length === 2);
for (const one of await ben.api.v2.suggestions.list()) is("Suggestion", one);

const found = is("Search", await ben.api.v2.search.list({ q: ana.me.acct, type: "accounts" }));
assert.equal(found.accounts[0].id, ana.me.id);
const tagged = await ben.api.v1.timelines.tag.$select(topic).list();
assert.deepEqual(tagged.map((status) => status.id), [note.id]);
assert.ok(is("Tag", await ben.api.v1.tags.$select(topic).follow()).following);
const crossed = await ben.api.v1.statuses.$select(note.id).translate({ lang: "zh" });
assert.match(is("Translation", crossed).content, /天气/);

const edited = await ana.api.v1.statuses.$select(note.id).update({ status: "Cat tax, paid" });
assert.ok(is("Status", edited).editedAt);
const history = await ana.api.v1.statuses.$select(note.id).history.list();
assert.equal(history.length, 2);
is("StatusEdit", history[0]);

const asked = await ana.api.v1.statuses.create({
  status: "Which?",
  poll: { options: ["tea", "coffee"], expiresIn: 3_600 },
});
const voted = await ben.api.v1.polls.$select(asked.poll.id).votes.create({ choices: [0] });
assert.deepEqual(is("Poll", voted).ownVotes, [0]);
const list = is("List", await ben.api.v1.lists.create({ title: "Friends" }));
await ben.api.v1.lists.$select(list.id).accounts.create({ accountIds: [ana.me.id] });
assert.equal((await ben.api.v1.timelines.list.$select(list.id).list())[0].id, asked.id);

await ana.api.v1.statuses.$select(note.id).remove();
await eventually(() => seen("delete")?.payload === note.id);
await ear.stop();
await own.stop();
console.log("masto: a day of two members went well");
