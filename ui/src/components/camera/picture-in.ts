/** The first file among what was pasted. Whether it is a picture, the reader finds out by its bytes. */
export function pictureIn(data: DataTransfer | null): File | null {
  if (data === null) return null;
  for (const item of Array.from(data.items ?? [])) {
    if (item.kind !== 'file') continue;
    const file = item.getAsFile();
    if (file) return file;
  }
  return data.files?.[0] ?? null;
}
