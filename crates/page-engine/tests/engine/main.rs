//! What the page's engine does, as tables of events: what happens, then the commands and the page that follow.
//!
//! `#1 a-5` is the first result, with the fingerprint `a-5`. To see what a new step does, write it with an empty right side
//! (`step → |`) and read the failure.

mod script;

use script::play;

#[test]
fn the_sample_is_loaded_analyzed_and_examined() {
    play(
        "
        sample       → sample | busy
        ready        → | busy
        loaded sample → analyze k5 | sample, busy
        progress     → | sample, busy
        analyzed a   → examine k5 | sample, #1 a-5, examining
        examined     → examine on | sample, #1 a-5, examining
        ",
    );
}

/// The steps up to a first result on the sample, examined in the background.
const SAMPLE: &str = "
    ready
    sample
    loaded sample
    analyzed a
";

fn after_the_sample(script: &str) {
    play(&format!("{SAMPLE}{script}"));
}

#[test]
fn opened_files_show_with_their_first_result_and_not_before() {
    after_the_sample(
        "
        open city.csv    → inspect | sample, #1 a-5, busy, examining
        plain            → load city.csv | sample, #1 a-5, busy
        loaded city.csv  → analyze k5 | sample, #1 a-5, busy
        analyzed b       → leave data, examine k5 | city.csv, #2 b-5, examining
        ",
    );
}

#[test]
fn canceling_while_files_are_read_leaves_everything_as_it_was() {
    after_the_sample(
        "
        open city.csv    →  inspect | sample, #1 a-5, busy, examining
        plain            → load city.csv | sample, #1 a-5, busy
        cancel           → cancel, wait for stop | sample, #1 a-5, busy
        canceled load    → examine k5 | sample, #1 a-5, examining, canceled
        insist           → | sample, #1 a-5, examining, canceled
        ",
    );
}

#[test]
fn canceling_the_analysis_of_new_files_gives_the_worker_the_old_data_back() {
    after_the_sample(
        "
        open city.csv
        plain
        loaded city.csv   → analyze k5 | sample, #1 a-5, busy
        cancel            → cancel, wait for stop | sample, #1 a-5, busy
        canceled analyze  → sample | sample, #1 a-5, busy, canceled
        query 7           → | sample, #1 a-5, busy, canceled
        export            → | sample, #1 a-5, busy, canceled
        loaded sample     → analyze k5 | sample, #1 a-5, busy, canceled
        analyzed a        → export | sample, #1 a-5, examining, canceled
        exported          → save labels.csv, query | sample, #1 a-5, examining, canceled
        replied a-5       → hand on 7 of #1, examine k5 | sample, #1 a-5, examining, canceled
        ",
    );
}

#[test]
fn canceling_new_settings_puts_the_old_ones_back() {
    after_the_sample(
        "
        k 7               → analyze k7 | sample, #1 a-5, busy
        cancel            → cancel, wait for stop | sample, #1 a-5, busy
        canceled analyze  → settings k5, examine k5 | sample, #1 a-5, examining, canceled
        k 5               → | sample, #1 a-5, examining, canceled
        k 7               → analyze k7 | sample, #1 a-5, busy
        ",
    );
}

#[test]
fn of_two_quick_changes_the_last_counts() {
    after_the_sample(
        "
        k 6         → analyze k6 | sample, #1 a-5, busy
        k 7         → wait for rest | sample, #1 a-5, busy
        k 8         → wait for rest | sample, #1 a-5, busy
        rest        → analyze k8 | sample, #1 a-5, busy
        analyzed a @4 → | sample, #1 a-5, busy
        analyzed a  → examine k8 | sample, #2 a-8, examining
        ",
    );
}

#[test]
fn a_change_that_ends_where_it_began_asks_for_nothing() {
    after_the_sample(
        "
        k 6         → analyze k6 | sample, #1 a-5, busy
        analyzed a  → examine k6 | sample, #2 a-6, examining
        k 6         → | sample, #2 a-6, examining
        k 5         → analyze k5 | sample, #2 a-6, busy
        analyzed a  → examine k5 | sample, #3 a-5, examining
        ",
    );
}

#[test]
fn settings_that_change_while_files_are_read_are_asked_for_afterwards() {
    after_the_sample(
        "
        open city.csv
        plain             → load city.csv | sample, #1 a-5, busy
        k 9               → wait for rest | sample, #1 a-5, busy
        rest              → | sample, #1 a-5, busy
        loaded city.csv   → analyze k9 | sample, #1 a-5, busy
        analyzed b        → leave data, examine k9 | city.csv, #2 b-9, examining
        ",
    );
}

#[test]
fn undo_while_loading_is_asked_for_on_the_old_data_if_loading_fails() {
    after_the_sample(
        "
        k 6               → analyze k6 | sample, #1 a-5, busy
        analyzed a        → examine k6 | sample, #2 a-6, examining
        open city.csv
        plain             → load city.csv | sample, #2 a-6, busy
        k 5               → wait for rest | sample, #2 a-6, busy
        failed load       → analyze k5 | sample, #2 a-6, busy, failed
        rest              → | sample, #2 a-6, busy, failed
        analyzed a        → examine k5 | sample, #3 a-5, examining, failed
        ",
    );
}

#[test]
fn late_answers_of_earlier_jobs_are_ignored() {
    after_the_sample(
        "
        open a.csv
        plain               → load a.csv | sample, #1 a-5, busy
        open b.csv          → inspect | sample, #1 a-5, busy
        plain               → load b.csv | sample, #1 a-5, busy
        loaded a.csv @4     → | sample, #1 a-5, busy
        canceled load @4    → | sample, #1 a-5, busy
        loaded b.csv        → analyze k5 | sample, #1 a-5, busy
        analyzed b          → leave data, examine k5 | b.csv, #2 b-5, examining
        ",
    );
}

#[test]
fn new_data_that_can_t_be_analyzed_keep_their_controls() {
    after_the_sample(
        "
        open city.csv
        plain
        loaded city.csv   → analyze k5 | sample, #1 a-5, busy
        failed analyze    → | city.csv, #1 a-5, failed
        k 3               → analyze k3 | city.csv, #1 a-5, busy
        analyzed b        → leave data, examine k3 | city.csv, #2 b-3, examining
        ",
    );
}

#[test]
fn packed_files_are_unpacked_and_late_unpacking_is_ignored() {
    after_the_sample(
        "
        open city.zip     → inspect | sample, #1 a-5, busy, examining
        packed            → unpack | sample, #1 a-5, busy, examining
        open other.zip    → stop unpacking, inspect | sample, #1 a-5, busy, examining
        unpacked 2        → | sample, #1 a-5, busy, examining
        packed            → unpack | sample, #1 a-5, busy, examining
        unpacked          → stop unpacking, load other.zip | sample, #1 a-5, busy
        ",
    );
}

#[test]
fn a_person_chooses_a_layer_or_gives_up() {
    after_the_sample(
        "
        open city.zip
        packed
        layers            → stop unpacking | sample, #1 a-5, examining, choice
        layer streets     → inspect | sample, #1 a-5, busy, examining
        packed            → unpack streets | sample, #1 a-5, busy, examining
        layers            → stop unpacking | sample, #1 a-5, examining, choice
        no-layer          → | sample, #1 a-5, examining
        ",
    );
}

#[test]
fn files_that_can_t_be_opened_leave_the_page_as_it_was() {
    after_the_sample(
        "
        open gone.csv     → inspect | sample, #1 a-5, busy, examining
        unreadable        → | sample, #1 a-5, examining, failed
        open city.zip
        packed            → unpack | sample, #1 a-5, busy, examining
        cancel            → stop unpacking | sample, #1 a-5, examining, canceled
        ",
    );
}

#[test]
fn a_worker_that_dies_of_settings_is_revived_with_the_old_ones() {
    after_the_sample(
        "
        k 7            → analyze k7 | sample, #1 a-5, busy
        died           → settings k5, sample | sample, #1 a-5, busy, worker died
        ready          → | sample, #1 a-5, busy, worker died
        loaded sample  → analyze k5 | sample, #1 a-5, busy, worker died
        analyzed a     → examine k5 | sample, #1 a-5, examining, worker died
        k 8            → analyze k8 | sample, #1 a-5, busy
        ",
    );
}

#[test]
fn a_worker_that_dies_of_the_settings_shown_is_not_asked_for_them_again() {
    after_the_sample(
        "
        died           → sample | sample, #1 a-5, busy, worker died
        loaded sample  → analyze k5 | sample, #1 a-5, busy, worker died
        died           → sample | sample, #1 a-5, busy, worker died
        loaded sample  → | sample, #1 a-5, worker died
        k 6            → analyze k6 | sample, #1 a-5, busy
        ",
    );
}

#[test]
fn a_worker_that_dies_while_files_are_read_gets_the_old_ones() {
    after_the_sample(
        "
        open city.csv
        plain
        loaded city.csv
        analyzed b       → leave data, examine k5 | city.csv, #2 b-5, examining
        open bad.csv
        plain            → load bad.csv | city.csv, #2 b-5, busy
        died             → load city.csv | city.csv, #2 b-5, busy, worker died
        loaded city.csv  → analyze k5 | city.csv, #2 b-5, busy, worker died
        analyzed b       → examine k5 | city.csv, #2 b-5, examining, worker died
        ",
    );
}

#[test]
fn a_worker_that_dies_of_an_examination_does_not_repeat_it() {
    after_the_sample(
        "
        died           → sample | sample, #1 a-5, busy, worker died
        loaded sample  → analyze k5 | sample, #1 a-5, busy, worker died
        analyzed a     → examine on | sample, #1 a-5, examining, worker died
        ",
    );
}

#[test]
fn a_worker_that_can_t_be_started_leaves_the_page_readable() {
    after_the_sample(
        "
        died for-good  → | sample, #1 a-5, worker died
        ",
    );
}

#[test]
fn a_silent_worker_is_told_and_ended_when_a_person_cancels() {
    after_the_sample(
        "
        k 6            → analyze k6 | sample, #1 a-5, busy
        +800 listen    → | sample, #1 a-5, busy
        +200 listen    → | sample, #1 a-5, silent
        progress       → | sample, #1 a-5, silent
        +100 listen    → | sample, #1 a-5, busy
        +1000 listen   → | sample, #1 a-5, silent
        cancel         → cancel, wait for stop | sample, #1 a-5, silent
        +700 insist    → end worker | sample, #1 a-5, silent
        died           → settings k5, sample | sample, #1 a-5, busy, worker died
        ",
    );
}

#[test]
fn a_comparison_runs_beside_and_belongs_to_its_result() {
    after_the_sample(
        "
        compare        → cancel, compare | sample, #1 a-5, examining, comparing
        compared a-5   → examine k5 | sample, #1 a-5, examining, compared #1
        compare        → cancel, compare | sample, #1 a-5, examining, comparing, compared #1
        k 6            → analyze k6 | sample, #1 a-5, busy, comparing, compared #1
        analyzed a     → | sample, #2 a-6, examining, comparing, compared #1
        compared a-6   → examine k6 | sample, #2 a-6, examining, compared #1
        ",
    );
}

#[test]
fn a_comparison_that_the_worker_died_of_is_not_repeated() {
    after_the_sample(
        "
        compare        → cancel, compare | sample, #1 a-5, examining, comparing
        died           → sample | sample, #1 a-5, busy, worker died
        loaded sample
        analyzed a     → examine k5 | sample, #1 a-5, examining, worker died
        compare        → | sample, #1 a-5, examining, not compared, worker died
        ",
    );
}

#[test]
fn queries_end_an_examination_and_late_replies_are_dropped() {
    after_the_sample(
        "
        query 1         → cancel, query | sample, #1 a-5, examining
        k 6             → analyze k6 | sample, #1 a-5, busy
        analyzed a      → | sample, #2 a-6, examining
        replied a-5     → drop 1, examine k6 | sample, #2 a-6, examining
        query 2 hidden  → | sample, #2 a-6, examining
        examined        → query | sample, #2 a-6, examining
        replied a-6     → hand on 2 of #2, examine on | sample, #2 a-6, examining
        ",
    );
}

#[test]
fn the_examination_pauses_while_a_hand_moves() {
    after_the_sample(
        "
        +500 hand → pause | sample, #1 a-5, examining
        +10 hand  → | sample, #1 a-5, examining
        +150 hand → | sample, #1 a-5, examining
        +40 hand  → pause | sample, #1 a-5, examining
        ",
    );
}

#[test]
fn silhouettes_of_all_rows_follow_what_the_cards_wait_for() {
    after_the_sample(
        "
        examined           → examine on | sample, #1 a-5, examining
        examined           → examine on | sample, #1 a-5, examining
        silhouettes        → | sample, #1 a-5, examining
        failed examine     → examine on | sample, #1 a-5, examining
        failed examine     → examine on | sample, #1 a-5, silhouettes
        no-silhouettes     → cancel, examine on | sample, #1 a-5, examining
        ",
    );
}
