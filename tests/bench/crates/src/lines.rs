//! CSV: our splitter against `csv-core`.

use std::path::Path;
use std::time::Instant;

use crate::split::{Record, Splitter};

const RUNS: u32 = 7;

pub(crate) fn run(path: &Path) {
    let bytes = std::fs::read(path).expect("readable");
    for (name, split) in [("ours", ours as fn(&[u8]) -> usize), ("csv-core", csv_core)] {
        let fastest = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                let fields = split(&bytes);
                (start.elapsed(), fields)
            })
            .min()
            .expect("some runs");
        let (time, fields) = fastest;
        println!("{name}: {fields} fields, {:.0} MB/s", bytes.len() as f64 / 1e6 / time.as_secs_f64());
    }
}

fn ours(bytes: &[u8]) -> usize {
    let mut splitter = Splitter::new(bytes, b',', true);
    let mut record = Record::default();
    let mut fields = 0;
    while splitter.read(&mut record) {
        fields += record.len();
    }
    fields
}

fn csv_core(bytes: &[u8]) -> usize {
    use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record};
    let mut reader = csv_core::Reader::new();
    let (mut text, mut ends) = (vec![0; 1 << 16], vec![0; 1 << 10]);
    let (mut rest, mut fields) = (bytes, 0);
    loop {
        let (result, n_read, _, n_ends) = reader.read_record(rest, &mut text, &mut ends);
        rest = &rest[n_read..];
        match result {
            Record => fields += n_ends,
            InputEmpty => {}
            End => return fields,
            OutputFull | OutputEndsFull => panic!("a record of more than 64 kB"),
        }
    }
}
