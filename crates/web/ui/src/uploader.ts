// Videos on their way to the server, by the tus protocol: what breaks off goes on where it was, also
// after the tab was closed. Loaded only where somebody adds a video.

import { type DetailedError, Upload } from "tus-js-client";

/** Small enough for a slow phone within the server's patience, large enough for a quick one. */
const PIECE_BYTES = 2 << 20;
/** For some minutes: through a tunnel. What arrives in between begins the row anew. */
const AGAIN_MS = [0, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 60_000, 60_000];

/** Sends a file; `progress` hears shares of 1. Answers the video's id, or rejects with what the server said. */
export function sendVideo(
  file: File,
  progress: (share: number) => void,
): { done: Promise<string>; cancel: () => void } {
  let upload: Upload;
  const done = new Promise<string>((resolve, reject) => {
    upload = new Upload(file, {
      endpoint: "/videos",
      chunkSize: PIECE_BYTES,
      retryDelays: AGAIN_MS,
      removeFingerprintOnSuccess: true,
      headers: { Accept: "application/json" },
      onProgress: (sent, total) => progress(total ? sent / total : 0),
      onShouldRetry: (error) => {
        const status = (error as DetailedError).originalResponse?.getStatus() ?? 0;
        return status < 400 || status >= 500 || [408, 409, 423, 429].includes(status);
      },
      onError: (error) => reject(new Error(said(error as DetailedError))),
      onSuccess: () => resolve(upload.url?.split("/").pop() ?? ""),
    });
    upload.findPreviousUploads().then(
      ([last]) => {
        if (last) upload.resumeFromPreviousUpload(last);
        upload.start();
      },
      () => upload.start(),
    );
  });
  return { done, cancel: () => void upload.abort(true).catch(() => undefined) };
}

function said(error: DetailedError): string {
  try {
    const answer = JSON.parse(error.originalResponse?.getBody() ?? "") as { error?: { message?: string } };
    return answer.error?.message ?? "";
  } catch {
    return "";
  }
}
