const CHUNK = 0x8000;

/** A file as the sandbox takes it: its bytes in base64. */
export async function readForUpload(file: File): Promise<{ name: string; mimetype: string; base64: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  // In pieces: all bytes at once are more arguments than a call may have.
  for (let from = 0; from < bytes.length; from += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK));
  return { name: file.name, mimetype: file.type || "application/octet-stream", base64: btoa(binary) };
}
