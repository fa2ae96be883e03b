//! Mutations of the text as it lies in the file: lines gone, the page cut, elements wrapped, marks stripped.
//! What has words is missed when it is gone; what has none may go.

use super::{Expect, Subject, inner};
use crate::edits::line;
use crate::pages::Form;
use gravityzone_docs::Fate;

impl Subject {
    /// Each line gone, and the page cut behind each line.
    pub(super) fn lines(&mut self) {
        let text = self.stored.text;
        let ignored: Vec<usize> =
            self.page.blocks.iter().filter(|block| block.fate != Fate::Used).map(|block| block.at.line).collect();
        let end = text.trim_end().len();
        let mut at = 0;
        for (index, whole) in text.split_inclusive('\n').enumerate() {
            let range = at..at + whole.len();
            at = range.end;
            let silent = inner(whole).is_empty() || ignored.contains(&(index + 1)) || whole.contains("<title>");
            let head = self.stored.form == Form::Html && !text[..range.start].contains("<article");
            let foot = text[..range.start].contains("</article>");
            if !silent && !head && !foot {
                self.add("drop a line", range.start, Expect::Noticed, &[(range.clone(), "")]);
            }
            if range.end < end {
                self.add("cut the page", range.end, Expect::Noticed, &[(range.end..text.len(), "")]);
            }
        }
        let half = line(text, text.len() / 2).start;
        self.add("cut the page in half", half, Expect::Damage, &[(half..text.len(), "")]);
    }

    /// What only HTML has.
    pub(super) fn markup(&mut self) {
        let text = self.stored.text;
        for wrapper in ["div", "section"] {
            let (open, close) = (format!("<{wrapper} class=\"wide\">"), format!("</{wrapper}>"));
            for (at, _) in text.match_indices("<table") {
                let end = at + text[at..].find("</table>").expect("an end") + "</table>".len();
                if text[at + 1..end].contains("<table") {
                    continue;
                }
                self.add("wrap a table", at, Expect::Same, &[(at..at, &open), (end..end, &close)]);
            }
        }
        let marks = |tag: &'static str| text.match_indices(tag).map(move |(at, tag)| at..at + tag.len());
        let stripped: Vec<_> =
            marks("<code class=\"code\">").chain(marks("</code>")).map(|range| (range, "")).collect();
        self.add("strip code marks", 0, Expect::Same, &stripped);
        for open in marks("<code") {
            let end = open.start + text[open.start..].find("</code>").expect("an end") + "</code>".len();
            let inside = inner(&text[open.start..end]);
            if !inside.is_empty() {
                self.add("lose what is in code", open.start, Expect::Noticed, &[(open.start..end, "")]);
            }
        }
    }
}
