// Loaded where a proof is asked for: fetches something to work on, and works.

import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";

export async function prove(): Promise<string> {
  const response = await fetch("/join/proof", { cache: "no-store", headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  const challenge = (await response.json()) as Parameters<typeof solveChallenge>[0]["challenge"];
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error("no solution");
  return btoa(JSON.stringify({ challenge, solution }));
}
