//! Digests: 128 bits that stand for a value. They key the memos and name the assets; they guard no secret.

use std::fmt;
use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3Default;

/// The XXH3 digest (128 bits) of a value.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(u128);

impl Digest {
    /// The digest of a value, by way of its `Hash`.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Digest {
        let mut hasher = DigestHasher::default();
        value.hash(&mut hasher);
        hasher.digest()
    }

    /// The digest of some bytes.
    pub fn of_bytes(bytes: &[u8]) -> Digest {
        Digest(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    /// The first 16 hexadecimal digits: enough to name a folder of assets.
    pub fn short(self) -> String {
        format!("{self}")[..16].to_owned()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Collects what a value writes into its hasher, for a digest of 128 bits. It also serves to digest a stream.
#[derive(Default)]
pub struct DigestHasher(Xxh3Default);

impl DigestHasher {
    /// The digest of all that was written.
    pub fn digest(&self) -> Digest {
        Digest(self.0.digest128())
    }
}

impl Hasher for DigestHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.digest()
    }
}

/// A value that many others hold, hashed once when it is made.
#[derive(Debug)]
pub struct Digested<T> {
    value: T,
    digest: Digest,
}

impl<T: Hash> Digested<T> {
    /// Keeps a value together with its digest.
    pub fn new(value: T) -> Digested<T> {
        let digest = Digest::of(&value);
        Digested { value, digest }
    }

    /// The digest of the value.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl<T> std::ops::Deref for Digested<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Hash for Digested<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}
