//! The queue of one bucket: tickets with a time each, in the order in which they were drawn.
//! Nobody polls: the time of a ticket is computed, and moves only when the server pushes the queue back.

use std::time::Duration;
use tokio::time::Instant;

/// One bucket.
#[derive(Debug)]
pub(super) struct Tickets {
    /// The time of ticket 0; moves forward when nobody calls, and when the server pushes back.
    origin: Instant,
    /// The next ticket to be drawn.
    next: u64,
    interval: Duration,
    /// How many tickets may go at once after a rest, beyond the first.
    burst: u32,
}

impl Tickets {
    /// An unused bucket: `burst` tickets beyond the first may go at once.
    pub(super) fn new(now: Instant, interval: Duration, burst: u32) -> Self {
        let origin = now.checked_sub(interval.saturating_mul(burst)).unwrap_or(now);
        Self { origin, next: 0, interval, burst }
    }

    /// When a ticket may go. Where a server's pause reaches the end of the clock, all go then.
    pub(super) fn time(&self, ticket: u64) -> Instant {
        let interval = u64::try_from(self.interval.as_nanos()).unwrap_or(u64::MAX);
        self.origin.checked_add(Duration::from_nanos(interval.saturating_mul(ticket))).unwrap_or(self.origin)
    }

    /// Draws the next ticket, unless its time is later than `latest`.
    pub(super) fn draw(&mut self, now: Instant, latest: Option<Instant>) -> Result<u64, Instant> {
        self.rest(now);
        let (ticket, time) = (self.next, self.time(self.next));
        if latest.is_some_and(|latest| time > latest) {
            return Err(time);
        }
        self.next += 1;
        Ok(ticket)
    }

    /// A ticket goes now. Where that is later than its time by more than one turn and the burst, because the program stood
    /// still, the others move back as far: otherwise all whose time has come meanwhile would go at once.
    pub(super) fn gone(&mut self, ticket: u64, now: Instant) {
        let late = now.saturating_duration_since(self.time(ticket));
        let forgiven = self.interval.saturating_mul(self.burst.saturating_add(1));
        if let Some(moved) = late.checked_sub(forgiven).and_then(|late| self.origin.checked_add(late)) {
            self.origin = moved;
        }
    }

    /// Takes back a ticket that was not used, if nobody has drawn after it.
    pub(super) fn give_back(&mut self, ticket: u64) {
        if ticket + 1 == self.next {
            self.next = ticket;
        }
    }

    /// No ticket goes before `until`: the first that has not gone yet is moved there, the others follow it.
    pub(super) fn push_back(&mut self, now: Instant, until: Instant) {
        self.rest(now);
        let waiting = (0..self.next).rev().take_while(|ticket| self.time(*ticket) > now).last().unwrap_or(self.next);
        let time = self.time(waiting);
        if time < until {
            self.origin += until - time;
        }
    }

    /// Turns that nobody took are lost, but for the burst.
    fn rest(&mut self, now: Instant) {
        let time = self.time(self.next);
        let earliest = now.checked_sub(self.interval.saturating_mul(self.burst)).unwrap_or(time);
        if time < earliest {
            self.origin += earliest - time;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tickets;
    use std::time::Duration;
    use tokio::time::Instant;

    const STEP: Duration = Duration::from_secs(1);

    fn draw(from: &mut Tickets, now: Instant, count: usize) {
        assert!((0..count).all(|_| from.draw(now, None).is_ok()));
    }

    fn seconds(of: &Tickets, start: Instant, tickets: std::ops::Range<u64>) -> Vec<u64> {
        tickets.map(|ticket| of.time(ticket).saturating_duration_since(start).as_secs()).collect()
    }

    #[test]
    fn tickets_go_one_an_interval_and_after_a_rest_at_once() {
        let start = Instant::now();
        let mut tickets = Tickets::new(start, STEP, 0);
        for ticket in 0..3 {
            assert_eq!(tickets.draw(start, None), Ok(ticket));
        }
        assert_eq!(seconds(&tickets, start, 0..3), [0, 1, 2]);
        assert_eq!(tickets.draw(start + STEP * 10, None), Ok(3));
        assert_eq!(seconds(&tickets, start, 3..5), [10, 11], "seven turns were not taken and are lost");
    }

    #[test]
    fn a_burst_is_what_may_go_at_once_after_a_rest() {
        let start = Instant::now();
        let mut tickets = Tickets::new(start, STEP, 2);
        draw(&mut tickets, start, 5);
        assert_eq!(seconds(&tickets, start, 0..5), [0, 0, 0, 1, 2]);
        tickets.draw(start + STEP * 100, None).unwrap();
        assert_eq!(seconds(&tickets, start, 5..9), [98, 99, 100, 101]);
    }

    #[test]
    fn who_cannot_wait_draws_no_ticket() {
        let start = Instant::now();
        let mut tickets = Tickets::new(start, STEP, 0);
        draw(&mut tickets, start, 4);
        assert_eq!(tickets.draw(start, Some(start + STEP * 3)), Err(start + STEP * 4));
        assert_eq!(tickets.draw(start, Some(start + STEP * 4)), Ok(4));
    }

    #[test]
    fn after_a_standstill_those_who_are_late_do_not_go_all_at_once() {
        let start = Instant::now();
        let mut tickets = Tickets::new(start, STEP, 0);
        draw(&mut tickets, start, 6);
        tickets.gone(0, start + STEP / 2);
        assert_eq!(seconds(&tickets, start, 1..4), [1, 2, 3], "a little late moves nobody");
        tickets.gone(1, start + STEP * 11);
        assert_eq!(seconds(&tickets, start, 2..6), [11, 12, 13, 14]);
    }

    #[test]
    fn the_last_ticket_can_be_given_back() {
        let start = Instant::now();
        let mut tickets = Tickets::new(start, STEP, 0);
        draw(&mut tickets, start, 3);
        tickets.give_back(1);
        assert_eq!(tickets.draw(start, None), Ok(3), "others have drawn after it");
        tickets.give_back(3);
        assert_eq!(tickets.draw(start, None), Ok(3));
    }

    #[test]
    fn a_push_back_moves_those_who_wait_and_keeps_their_order() {
        let start = Instant::now();
        let mut tickets = Tickets::new(start, STEP, 0);
        draw(&mut tickets, start, 5);
        tickets.push_back(start + STEP * 2, start + STEP * 60);
        assert_eq!(seconds(&tickets, start, 3..6), [60, 61, 62]);
        tickets.push_back(start + STEP * 3, start + STEP * 50);
        assert_eq!(seconds(&tickets, start, 3..6), [60, 61, 62], "it never comes nearer");
    }

    #[test]
    fn a_push_back_of_an_idle_bucket_holds_for_the_next() {
        let start = Instant::now();
        let mut tickets = Tickets::new(start, STEP, 3);
        tickets.push_back(start, start + STEP * 60);
        assert_eq!(tickets.draw(start, None), Ok(0));
        assert_eq!(seconds(&tickets, start, 0..2), [60, 61]);
    }
}
