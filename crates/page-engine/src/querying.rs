//! Queries: details of the result on the screen that the analysis itself does not hold.

use vc_model::params::Examination;
use vc_model::questions::Query;
use vc_protocol::{Answer, Job};

use crate::{Command, Engine, Ticket};

impl<F: Clone> Engine<F> {
    /// Asks a query. Out of view it waits for the examination of the groups on the screen, which all cards wait for.
    pub(crate) fn ask_query(&mut self, ticket: Ticket, query: Query, is_in_view: bool) {
        self.postponed.retain(|&(other, _)| other != ticket);
        self.postponed.push((ticket, query));
        if is_in_view || self.everything_wanted || !self.examines_the_groups() {
            self.ask_postponed();
        } else {
            self.examine();
        }
    }

    fn examines_the_groups(&self) -> bool {
        let Some(result) = &self.published.result else { return false };
        let stability = Examination::Stability { k: result.analysis.groups.len() };
        self.examination.is_some_and(|(_, what)| what == stability)
    }

    /// Sends the queries that wait, if the worker holds the result that they are about.
    pub(crate) fn ask_postponed(&mut self) {
        if self.postponed.is_empty() || !self.worker_holds_result() {
            return;
        }
        self.stop_examination();
        for (ticket, query) in std::mem::take(&mut self.postponed) {
            let id = self.send(Job::Look { query });
            self.queries.push((id, ticket));
        }
    }

    /// The worker answered a query. An answer about an earlier result is dropped: who asked asks again.
    pub(crate) fn query_answered(&mut self, ticket: Ticket, answer: Answer) {
        let current = match (answer, &self.published.result) {
            (Answer::Looked { fingerprint, reply }, Some(result)) if result.analysis.fingerprint == fingerprint => {
                Some((result.id, reply))
            }
            _ => None,
        };
        self.commands.push(match current {
            Some((result, reply)) => Command::HandOn { ticket, result, reply },
            None => Command::Drop { ticket },
        });
        self.examine();
    }
}
