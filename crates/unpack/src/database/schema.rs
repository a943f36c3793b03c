//! Columns of a table by the statement that made it, which is all that a database says of them.
//!
//! # Source
//! "CREATE TABLE", <https://www.sqlite.org/lang_createtable.html>.

/// A table by its statement.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Schema {
    pub(super) columns: Vec<Column>,
    /// The column that is the number of the row, which its record leaves out.
    pub(super) row_number: Option<usize>,
    /// Whether its records are those of a plain table: no other tree, and no columns that are computed.
    pub(super) is_plain: bool,
}

/// A column.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Column {
    pub(super) name: String,
    /// Its type in capitals, as `VARCHAR(20)`.
    pub(super) kind: String,
    /// What stands in rows that were written before the column was added.
    pub(super) default: Default,
}

/// A default value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Default {
    /// Nothing.
    #[default]
    Null,
    /// A number by its digits.
    Number(String),
    /// A text.
    Text(String),
    /// An expression, which is not computed.
    Expression,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A name or keyword as it stands.
    Word(String),
    /// A name in quotation marks.
    Name(String),
    /// A text.
    Text(String),
    Number(String),
    Sign(char),
}

impl Token {
    fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(found) if found.eq_ignore_ascii_case(word))
    }

    fn is_sign(&self, sign: char) -> bool {
        *self == Self::Sign(sign)
    }

    fn name(&self) -> Option<&str> {
        match self {
            Self::Word(name) | Self::Name(name) | Self::Text(name) => Some(name),
            Self::Number(_) | Self::Sign(_) => None,
        }
    }
}

/// Words that end a column's type.
const CONSTRAINTS: [&str; 11] =
    ["CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS"];

/// Reads the statement that made a table; `None` if it is none, as for virtual tables.
pub(super) fn parse(sql: &str) -> Option<Schema> {
    let tokens = tokens(sql);
    let is_table = tokens.iter().take(3).position(|token| token.is_word("TABLE"))?;
    if !tokens.first()?.is_word("CREATE") || tokens[..is_table].iter().any(|token| token.is_word("VIRTUAL")) {
        return None;
    }
    let open = tokens.iter().position(|token| token.is_sign('('))?;
    let (definitions, behind) = definitions(&tokens[open + 1..]);
    let mut schema = Schema { is_plain: !behind.iter().any(|token| token.is_word("WITHOUT")), ..Schema::default() };
    let mut primary: Option<String> = None;
    for definition in definitions {
        let first = definition.first()?;
        if ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].iter().any(|word| first.is_word(word)) {
            primary = primary.or_else(|| primary_key(definition));
            continue;
        }
        let column = schema.columns.len();
        let rest = &definition[1..];
        let is_end = |token: &Token| CONSTRAINTS.iter().any(|word| token.is_word(word));
        let (kind, constraints) = rest.split_at(rest.iter().position(is_end).unwrap_or(rest.len()));
        let kind = kind_text(kind);
        // A generated column is not stored, unless it says so; nothing else begins with these words.
        if constraints.iter().any(|token| token.is_word("GENERATED") || token.is_word("AS")) {
            schema.is_plain = false;
        }
        let at = constraints.iter().position(|token| token.is_word("PRIMARY"));
        // By a quirk of SQLite, a descending key is a column of its own.
        let is_descending = |at: usize| constraints.get(at + 2).is_some_and(|token| token.is_word("DESC"));
        if at.is_some_and(|at| !is_descending(at)) && kind == "INTEGER" {
            schema.row_number = Some(column);
        }
        schema.columns.push(Column { name: first.name()?.to_owned(), kind, default: default(constraints) });
    }
    if let Some(name) = primary {
        let is_key = |column: &Column| column.name.eq_ignore_ascii_case(&name) && column.kind == "INTEGER";
        schema.row_number = schema.row_number.or_else(|| schema.columns.iter().position(is_key));
    }
    (!schema.columns.is_empty()).then_some(schema)
}

/// The parts between commas up to the closing parenthesis, and what follows it.
fn definitions(tokens: &[Token]) -> (Vec<&[Token]>, &[Token]) {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign('(') => depth += 1,
            Token::Sign(')') if depth > 0 => depth -= 1,
            Token::Sign(')') => {
                parts.push(&tokens[start..at]);
                return (parts, &tokens[at + 1..]);
            }
            Token::Sign(',') if depth == 0 => {
                parts.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&tokens[start..]);
    (parts, &[])
}

/// The only column of a primary key.
fn primary_key(definition: &[Token]) -> Option<String> {
    let at = definition.iter().position(|token| token.is_word("PRIMARY"))?;
    let [key, open, name, close, ..] = definition.get(at + 1..)? else { return None };
    let is_one = key.is_word("KEY") && open.is_sign('(') && close.is_sign(')');
    if is_one { name.name().map(str::to_owned) } else { None }
}

fn kind_text(tokens: &[Token]) -> String {
    let text = |token: &Token| match token {
        Token::Word(text) | Token::Name(text) | Token::Text(text) | Token::Number(text) => text.to_ascii_uppercase(),
        Token::Sign(sign) => sign.to_string(),
    };
    tokens.iter().map(text).collect::<Vec<String>>().join(" ")
}

fn default(constraints: &[Token]) -> Default {
    let Some(at) = constraints.iter().position(|token| token.is_word("DEFAULT")) else { return Default::Null };
    match constraints.get(at + 1..).unwrap_or_default() {
        [Token::Number(digits), ..] => Default::Number(digits.clone()),
        [Token::Sign('-'), Token::Number(digits), ..] => Default::Number(format!("-{digits}")),
        [Token::Sign('+'), Token::Number(digits), ..] => Default::Number(digits.clone()),
        [Token::Text(text) | Token::Name(text), ..] => Default::Text(text.clone()),
        [word, ..] if word.is_word("NULL") => Default::Null,
        [word, ..] if word.is_word("TRUE") => Default::Number("1".to_owned()),
        [word, ..] if word.is_word("FALSE") => Default::Number("0".to_owned()),
        _ => Default::Expression,
    }
}

fn tokens(sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        rest = match first {
            _ if first.is_whitespace() => after,
            '-' if after.starts_with('-') => after.split_once('\n').map_or("", |(_, rest)| rest),
            '/' if after.starts_with('*') => after.split_once("*/").map_or("", |(_, rest)| rest),
            '\'' | '"' | '`' => {
                let (text, rest) = quoted(after, first);
                tokens.push(if first == '\'' { Token::Text(text) } else { Token::Name(text) });
                rest
            }
            '[' => {
                let (name, rest) = after.split_once(']').unwrap_or((after, ""));
                tokens.push(Token::Name(name.to_owned()));
                rest
            }
            _ if first.is_ascii_digit() || first == '.' => {
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
                tokens.push(Token::Number(rest[..end].to_owned()));
                &rest[end..]
            }
            _ if first.is_alphanumeric() || first == '_' => {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..end].to_owned()));
                &rest[end..]
            }
            _ => {
                tokens.push(Token::Sign(first));
                after
            }
        };
    }
    tokens
}

/// The text up to a mark that is not doubled, and what follows.
fn quoted(text: &str, mark: char) -> (String, &str) {
    let mut found = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(mark) {
        found.push_str(before);
        rest = after;
        match after.strip_prefix(mark) {
            Some(after) => {
                found.push(mark);
                rest = after;
            }
            None => return (found, rest),
        }
    }
    found.push_str(rest);
    (found, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(sql: &str) -> Vec<(String, String)> {
        let columns = parse(sql).expect("a table").columns;
        columns.into_iter().map(|column| (column.name, column.kind)).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, kind)| ((*name).to_owned(), (*kind).to_owned())).collect()
    }

    #[test]
    fn names_and_types_in_every_spelling() {
        let sql = "CREATE TABLE \"a \"\"b\"\"\" ( -- of a city\n \"fid\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,\
            [The Crime] varchar(20) DEFAULT 'none, really', `age` INT CHECK (age > 0 AND age < 130), año /* year */ NUMERIC(4, 0),\
            no_type, CONSTRAINT x UNIQUE (age), PRIMARY KEY (fid))";
        let expected = pairs(&[
            ("fid", "INTEGER"),
            ("The Crime", "VARCHAR ( 20 )"),
            ("age", "INT"),
            ("año", "NUMERIC ( 4 , 0 )"),
            ("no_type", ""),
        ]);
        assert_eq!(columns(sql), expected);
        let schema = parse(sql).expect("a table");
        assert_eq!((schema.row_number, schema.is_plain), (Some(0), true));
        assert_eq!(schema.columns[1].default, Default::Text("none, really".to_owned()));
    }

    #[test]
    fn the_number_of_the_row_is_an_integer_key_alone() {
        let row_number = |sql: &str| parse(sql).expect("a table").row_number;
        assert_eq!(row_number("CREATE TABLE a (x TEXT, id integer, PRIMARY KEY (\"id\"))"), Some(1));
        for sql in [
            "CREATE TABLE a (id INT PRIMARY KEY, x)",
            "CREATE TABLE a (id INTEGER PRIMARY KEY DESC, x)",
            "CREATE TABLE a (id INTEGER, x, PRIMARY KEY (id, x))",
            "CREATE TABLE a (id INTEGER, x)",
        ] {
            assert_eq!(row_number(sql), None, "{sql}");
        }
    }

    #[test]
    fn defaults_of_columns_that_were_added() {
        let default = |sql: &str| parse(sql).expect("a table").columns.remove(0).default;
        assert_eq!(default("CREATE TABLE a (x DEFAULT -2.5)"), Default::Number("-2.5".to_owned()));
        assert_eq!(default("CREATE TABLE a (x TEXT NOT NULL DEFAULT 'it''s')"), Default::Text("it's".to_owned()));
        assert_eq!(default("CREATE TABLE a (x DEFAULT NULL)"), Default::Null);
        assert_eq!(default("CREATE TABLE a (x DEFAULT (1 + 1))"), Default::Expression);
        assert_eq!(default("CREATE TABLE a (x DEFAULT CURRENT_TIMESTAMP)"), Default::Expression);
    }

    #[test]
    fn other_tables_are_told_apart() {
        assert_eq!(parse("CREATE VIRTUAL TABLE a USING rtree(id, x)"), None);
        assert_eq!(parse("CREATE VIEW a AS SELECT 1"), None);
        for sql in [
            "CREATE TABLE a (x TEXT PRIMARY KEY, y) WITHOUT ROWID",
            "CREATE TABLE a (x INT, y INT GENERATED ALWAYS AS (x * 2) VIRTUAL)",
            "CREATE TABLE a (x INT, y AS (x * 2))",
        ] {
            assert!(!parse(sql).expect("a table").is_plain, "{sql}");
        }
        for sql in [
            "",
            "(",
            "CREATE TABLE",
            "CREATE TABLE a",
            "CREATE TABLE a ()",
            "CREATE TABLE a (,)",
            "'",
            "CREATE TABLE a ('",
        ] {
            let _ = parse(sql);
        }
    }
}
