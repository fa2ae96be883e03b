//! A page that was extracted one cell a line, written as the HTML that it may have come from.
//! What is read from both has to be the same, for our pages and for the vendor's.

use gravityzone_docs::{Method, Page};
use std::fmt::Write as _;

/// A line with its number from 1.
type Numbered<'t> = (usize, &'t str);

/// The page as HTML: headings, tables, lists, notes and examples marked up.
pub(crate) fn html(text: &str, page: &Page) -> String {
    let lines: Vec<Numbered<'_>> =
        text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim().is_empty()).collect();
    let starts: Vec<usize> = page.methods.iter().map(|method| position(&lines, method.name.at.line)).collect();
    let mut out = String::from("<!DOCTYPE html>\n<html><body>\n<article>\n");
    lead(&lines[..starts[0]], page, &mut out);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    for ((start, end), method) in starts.iter().zip(ends).zip(&page.methods) {
        section(&lines[*start..end], method, &mut out);
    }
    out.push_str("</article>\n</body></html>\n");
    out
}

/// The index of the first line with this number or a later one.
fn position(lines: &[Numbered<'_>], number: usize) -> usize {
    lines.partition_point(|(line, _)| *line < number)
}

fn lead(lines: &[Numbered<'_>], page: &Page, out: &mut String) {
    let title = position(lines, page.title.at.line);
    blocks(&lines[..title.min(lines.len())], out);
    if let Some((_, line)) = lines.get(title) {
        let _ = writeln!(out, "<h1 class=\"title\">{}</h1>", escape(line.trim()));
        blocks(&lines[title + 1..], out);
    }
}

fn section(lines: &[Numbered<'_>], method: &Method, out: &mut String) {
    let _ = writeln!(out, "<div class=\"section\"><h2 class=\"title\">{}</h2>", escape(lines[0].1.trim()));
    let of = |label: &str| lines.iter().position(|(_, line)| *line == label).expect("a section");
    let (params, reply, example) = (of("Parameters"), of("Return value"), of("Example"));
    blocks(&lines[1..params], out);
    out.push_str("<h3>Parameters</h3>\n");
    let table = &lines[params + 1..reply];
    let denied = method.no_params.map_or(table.len(), |at| position(table, at.line));
    if let Some(first) = method.params.first() {
        let rows: Vec<usize> = method.params.iter().map(|param| position(table, param.at.line)).collect();
        out.push_str("<div class=\"informaltable\"><table><thead><tr>");
        table[..position(table, first.at.line)].iter().for_each(|(_, head)| {
            let _ = write!(out, "<th><p>{}</p></th>", escape(head));
        });
        out.push_str("</tr></thead><tbody>\n");
        let ends = rows.iter().skip(1).copied().chain([denied]);
        for (start, end) in rows.iter().zip(ends) {
            out.push_str("<tr>");
            table[*start..start + 3].iter().for_each(|(_, cell)| {
                let _ = write!(out, "<td><p><code>{}</code></p></td>", escape(cell));
            });
            out.push_str("<td>");
            blocks(&table[start + 3..end], out);
            out.push_str("</td></tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
    }
    blocks(&table[denied..], out);
    out.push_str("<h3>Return value</h3>\n");
    blocks(&lines[reply + 1..example], out);
    out.push_str("<h3>Example</h3>\n");
    blocks(&lines[example + 1..], out);
    out.push_str("</div>\n");
}

/// Paragraphs, lists, notes and examples.
fn blocks(lines: &[Numbered<'_>], out: &mut String) {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut at = 0;
    while let Some((_, line)) = lines.get(at) {
        let text = line.trim();
        let next = lines[at + 1..].iter();
        if text.starts_with('{') {
            let end = at + 1 + next.take_while(|(_, line)| !line.starts_with(char::is_alphabetic)).count();
            let code: Vec<_> = lines[at..end].iter().map(|(_, line)| escape(line)).collect();
            let _ = writeln!(out, "<pre class=\"programlisting\">{}</pre>", code.join("\n"));
            at = end;
        } else if let Some(bullet) = text.strip_prefix('•') {
            let inside = next.take_while(|(_, inner)| indent(inner) > indent(line)).count();
            let _ = writeln!(out, "<ul class=\"itemizedlist\"><li><p>{}</p>", escape(bullet.trim()));
            blocks(&lines[at + 1..at + 1 + inside], out);
            at += 1 + inside;
            let more =
                lines.get(at).is_some_and(|(_, next)| indent(next) == indent(line) && next.trim().starts_with('•'));
            out.push_str("</li></ul>\n");
            if more {
                // The next bullet continues the list.
                out.truncate(out.len() - "</ul>\n".len());
                let mut rest = String::new();
                blocks(&lines[at..], &mut rest);
                out.push_str(rest.strip_prefix("<ul class=\"itemizedlist\">").unwrap_or(&rest));
                return;
            }
        } else if matches!(text, "Note" | "Important") {
            let (_, note) = lines.get(at + 1).expect("a note");
            let _ = writeln!(
                out,
                "<div class=\"note\"><h3 class=\"title\">{text}</h3><p>{}</p></div>",
                escape(note.trim())
            );
            at += 2;
        } else {
            let _ = writeln!(out, "<p>{}</p>", escape(text));
            at += 1;
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
