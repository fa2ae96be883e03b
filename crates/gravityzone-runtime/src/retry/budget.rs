//! A budget that all calls of a client share: when most calls fail, retrying each of them only makes it worse.
//! A success gives a little back.

use std::sync::atomic::{AtomicU32, Ordering};

/// What another attempt costs after a failure that may be the server's.
const AFTER_FAILURE: u32 = 10;
/// What it costs after the server asked to wait: it is alive.
const AFTER_THROTTLE: u32 = 5;

#[derive(Debug)]
pub(crate) struct Budget {
    left: AtomicU32,
    most: u32,
}

impl Budget {
    pub(crate) fn new(most: u32) -> Self {
        Self { left: AtomicU32::new(most), most }
    }

    /// Takes what another attempt costs, if it is there.
    pub(crate) fn take(&self, throttled: bool) -> bool {
        let cost = if throttled { AFTER_THROTTLE } else { AFTER_FAILURE };
        self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(cost)).is_ok()
    }

    /// A call succeeded.
    pub(crate) fn give_back(&self) {
        let more = |left: u32| Some(left.saturating_add(1).min(self.most));
        let _ = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more);
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn retries_cost_and_successes_give_back() {
        let budget = Budget::new(25);
        assert!(budget.take(false) && budget.take(false) && budget.take(true));
        assert!(!budget.take(true), "nothing is left");
        (0..5).for_each(|_| budget.give_back());
        assert!(budget.take(true) && !budget.take(true));
        (0..100).for_each(|_| budget.give_back());
        assert!(budget.take(false) && budget.take(false) && !budget.take(false), "never more than at first");
    }
}
