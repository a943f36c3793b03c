//! The days of the table's three years.

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub year: u16,
    pub month: u8,
    pub day: u8,
    /// 0 is Monday.
    pub weekday: u8,
}

/// Every day from 2022-01-01 to 2024-12-31.
pub(super) fn days() -> Vec<Day> {
    const DAYS_IN_MONTH: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    // 2022-01-01 was a Saturday.
    let mut weekday = 5;
    let mut days = Vec::with_capacity(1096);
    for year in 2022..=2024 {
        for (month, &length) in (1..).zip(&DAYS_IN_MONTH) {
            let length = if month == 2 && year == 2024 { 29 } else { length };
            for day in 1..=length {
                days.push(Day { year, month, day, weekday });
                weekday = (weekday + 1) % 7;
            }
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_years_and_a_leap_day() {
        let days = days();
        assert_eq!(days.len(), 365 + 365 + 366);
        // 2024-12-31 was a Tuesday.
        assert_eq!(days.last(), Some(&Day { year: 2024, month: 12, day: 31, weekday: 1 }));
    }
}
