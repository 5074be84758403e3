//! Memory between builds: costly leaves are remembered by the digest of all that they see.
//!
//! A memo never changes what a build gives, only how long it takes: `tests/incremental.rs` holds that law.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::hash::Digest;

/// Remembers values by digest. What a build did not ask for is forgotten by [`Memo::sweep`].
pub struct Memo<V> {
    kept: Mutex<HashMap<Digest, Entry<V>>>,
}

struct Entry<V> {
    value: V,
    asked: bool,
}

impl<V> Default for Memo<V> {
    fn default() -> Memo<V> {
        Memo { kept: Mutex::default() }
    }
}

impl<V: Clone> Memo<V> {
    /// The value for `key`, made by `make` where it is not known yet. Two threads may both make it; they make the same.
    pub fn get_or(&self, key: Digest, make: impl FnOnce() -> V) -> V {
        if let Some(entry) = self.lock().get_mut(&key) {
            entry.asked = true;
            return entry.value.clone();
        }
        let value = make();
        self.lock().insert(key, Entry { value: value.clone(), asked: true });
        value
    }

    /// Forgets what was not asked for since the last sweep.
    pub fn sweep(&mut self) {
        self.lock().retain(|_, entry| std::mem::take(&mut entry.asked));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Digest, Entry<V>>> {
        self.kept.lock().expect("no thread panics while it holds a memo")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_and_forgotten_when_unasked() {
        let mut memo = Memo::default();
        let (a, b) = (Digest::of("a"), Digest::of("b"));
        assert_eq!(memo.get_or(a, || 1), 1);
        assert_eq!(memo.get_or(a, || 2), 1);
        memo.get_or(b, || 3);
        memo.sweep();
        memo.get_or(a, || 4);
        memo.sweep();
        assert_eq!(memo.get_or(a, || 5), 1, "asked for since the last sweep");
        assert_eq!(memo.get_or(b, || 6), 6, "not asked for, so forgotten");
    }
}
