//! The help in English.

use crate::words::help::Help;

pub(super) static HELP: Help = Help {
    about: [
        "This page reads a city’s open table of crimes, in which every row is a victim, and looks for groups of victims whose records are alike: what happened, how, when and in what kind of place.",
        "It draws the groups on the map, says in words what sets each apart, and shows how clear they are.",
        "It also shuffles the table and groups it again, so that you see how much of what you look at is chance.",
        "It opens on a sample of a made-up city. Drop your own files anywhere, or press “Open data” for real tables.",
        "Every control acts at once, and the address holds all settings behind its #, which your browser sends to no server. “Share link” copies it, and whoever opens it with the same data gets the same numbers.",
    ],
    reading: "How to read it",
    read: [
        (
            "The map",
            "colors every neighborhood by its largest group; the buttons above the map show shares, rates per 1,000 residents or census figures instead. Hatching means few victims or few residents. Click a neighborhood to see what happened there.",
        ),
        (
            "The cards",
            "show each group’s share of the victims, and what is more common in it (bars to the right) or less common (to the left) than among all victims shown. A group’s name holds for at least half of its victims as a whole: what happened, where and when together. Point at a card to highlight its group everywhere; pin the card to keep it highlighted.",
        ),
        (
            "How many groups?",
            "compares the possible numbers. Look for a bend in the spread, a high silhouette and stable groups. Where they disagree, there is no single right number. Click a number to see it.",
        ),
        (
            "The controls",
            "choose the years, the victims, the columns and how much each column counts. “Adjust” beside a column shows how it is used; “Advanced” holds what a statistician may want to set.",
        ),
    ],
    settings: "Numbers among the settings",
    keyboard: "Keyboard",
    key: "Key",
    does: "What it does",
    keys: [
        ("?", "opens this help"),
        ("Esc", "closes a dialog or menu, or clears the selected group and neighborhood"),
        ("Tab, Shift + Tab", "move between controls; the list of neighborhoods offers everything that the map does"),
        ("Alt + ←, Alt + →", "undo and redo, as the browser’s back and forward do"),
        ("← ↑ → ↓", "on the map: move it; on a slider: change its value"),
        ("+ and −", "on the map: zoom in and out"),
        ("0", "on the map: show everything"),
    ],
    glossary: "Words",
    words: [
        (
            "Victim",
            "a row of the table: a person who suffered a crime. One incident may have several victims, and one person may be in several rows.",
        ),
        (
            "Group",
            "victims whose records are alike, put together by a method such as KMeans. It is a pattern of records, not a kind of person.",
        ),
        ("Feature", "a number made from a record, for instance 1 if the crime is a burglary and 0 if it is not."),
        (
            "Component",
            "a direction in which the records differ most. The few with more variance than in shuffled data are used; the rest are treated as noise.",
        ),
        (
            "Census figure",
            "a count or share of a neighborhood’s residents or homes. It describes the place, never the victim.",
        ),
        (
            "Inertia, or spread",
            "how far records are from the center of their group, squared and added up. It always falls with more groups; after the bend, more groups add little.",
        ),
        (
            "Silhouette",
            "how much closer records are to their own group than to the next one, from −1 to 1. Above 0.5 groups are well apart; below 0.25 they overlap widely.",
        ),
        (
            "Stability",
            "how well a group shows up again when the analysis is repeated on resampled data, from 0 to 1. Below 0.6, do not rely on it.",
        ),
        (
            "Shuffled data",
            "the same table with every column shuffled on its own, so that the columns are unrelated. What the real table shows beyond it is structure.",
        ),
        (
            "Rate per 1,000",
            "victims per 1,000 residents a year, pulled towards the rate that is usual in the city where residents are few.",
        ),
        ("Filter", "a choice of values: only victims who have one of them are included."),
        ("Seed", "the number that all randomness on this page comes from. The same seed gives the same groups."),
        (
            "Fingerprint",
            "a short code of data, settings and groups. Two results with the same fingerprint are identical, row by row.",
        ),
    ],
    private: "What happens to your data",
    promise: "Everything is computed on this device. No file leaves it, nothing is counted or sent, and there is no server behind this page. Only when you press “Fetch” does your browser ask the publisher that is named there; a copy then stays on this device until you delete it. The page itself stays in the browser, too, and works without a network from the second visit on.",
};
