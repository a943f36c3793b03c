#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| victim_clusters_fuzz::parquet(data));
