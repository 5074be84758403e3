// Words made comparable, and how far two of them are apart: as in src/search/terms.rs and near.rs.

// Case, accents and apostrophes do not part words.
export function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/['\u2018\u2019\u02bc\u0300-\u036f\u0640\u064b-\u065f]/g, "")
    .normalize();
}

export const cut = (folded) => folded.match(/[\p{L}\p{N}\p{M}]+/gu) || [];
export const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;

export const reach = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

// Optimal string alignment. What is not typed yet of `b` costs nothing where it is open.
export function distance(a, b, open) {
  let older = [], old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(old[j - 1] + (a[i - 1] !== b[j - 1]), old[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    older = old;
    old = row;
  }
  return open ? Math.min(...old) : old[b.length];
}
