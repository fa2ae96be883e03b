//! From a parsed file to lines: structs and their members, enums and their variants, functions, constants, traits.
//! What a generated file is made of is known here; a kind of item that is not known would be told by the snapshots.

use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Stmt, Type, UseTree, Visibility};

/// Lines of one crate, by the module at its top.
#[derive(Default)]
pub(super) struct Listing {
    lines: BTreeMap<String, BTreeSet<String>>,
    /// What each type implements.
    traits: BTreeMap<(String, String), BTreeSet<String>>,
}

/// Tokens as a person would write them.
fn text(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    let tight = [
        (" :: ", "::"),
        (":: ", "::"),
        (" ::", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" <", "<"),
        (" >", ">"),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("& ", "&"),
        (" :", ":"),
        ("[ ", "["),
        (" ]", "]"),
        (" ;", ";"),
        ("' ", "'"),
        ("gravityzone_wire::", "wire::"),
        ("std::collections::", ""),
    ];
    for (loose, close) in tight {
        text = text.replace(loose, close);
    }
    text.replace("->", " -> ")
        .replace("  ", " ")
        .replace("=&", "= &")
        .replace(",)", ")")
        .replace(",>", ">")
        .replace("=(", "= (")
}

/// The arguments of an attribute or a macro, as text; nothing if there are none.
fn arguments(attribute: &Attribute) -> String {
    attribute.meta.require_list().map(|list| text(&list.tokens)).unwrap_or_default()
}

/// The features that an item needs, as a suffix.
fn gate(attributes: &[Attribute]) -> String {
    let cfg = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    cfg.map(|attribute| format!(" if {}", arguments(attribute))).collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether an item should not be used any more, as a suffix.
fn age(attributes: &[Attribute]) -> &'static str {
    let is_old = attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"));
    if is_old { " (deprecated)" } else { "" }
}

impl Listing {
    /// Adds what a file makes public.
    pub(super) fn file(&mut self, module: &str, source: &str) -> Result<(), String> {
        let parsed = syn::parse_file(source).map_err(|error| error.to_string())?;
        parsed.items.iter().for_each(|item| self.item(module, item));
        Ok(())
    }

    /// All lines, with one for all that a type implements.
    pub(super) fn finish(mut self) -> BTreeMap<String, BTreeSet<String>> {
        for ((module, name), traits) in std::mem::take(&mut self.traits) {
            let line = format!("{name}: {}", traits.into_iter().collect::<Vec<_>>().join(", "));
            self.add(&module, line);
        }
        self.lines
    }

    fn add(&mut self, module: &str, line: String) {
        self.lines.entry(module.to_owned()).or_default().insert(line);
    }

    fn item(&mut self, module: &str, item: &Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                self.add(module, format!("struct {name}{}{}", text(&item.generics), gate(&item.attrs)));
                for (at, field) in item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
                    let field_name = field.ident.as_ref().map_or_else(|| at.to_string(), ToString::to_string);
                    let (gate, age) = (gate(&field.attrs), age(&field.attrs));
                    self.add(module, format!("{name}.{field_name}: {}{gate}{age}", text(&field.ty)));
                }
                self.attributes(module, &name, &item.attrs);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                self.add(module, format!("enum {}", item.ident));
                for variant in &item.variants {
                    let unit = matches!(variant.fields, Fields::Unit);
                    let held = if unit { String::new() } else { text(&variant.fields) };
                    self.add(module, format!("{}::{}{held}{}", item.ident, variant.ident, age(&variant.attrs)));
                }
                self.attributes(module, &item.ident.to_string(), &item.attrs);
            }
            Item::Const(item) if is_public(&item.vis) => {
                self.add(module, format!("const {}: {} = {}", item.ident, text(&item.ty), text(&item.expr)));
            }
            Item::Const(item) if item.ident == "_" => {
                let syn::Expr::Block(block) = &*item.expr else { return };
                for statement in &block.block.stmts {
                    if let Stmt::Item(Item::Impl(item)) = statement {
                        self.implementation(module, item);
                    }
                }
            }
            Item::Fn(item) if is_public(&item.vis) => self.add(module, text(&item.sig)),
            Item::Mod(item) if is_public(&item.vis) => {
                self.add(module, format!("mod {}{}", item.ident, gate(&item.attrs)));
            }
            Item::Use(item) if is_public(&item.vis) => {
                let mut names = Vec::new();
                used(&item.tree, "", &mut names);
                names.into_iter().for_each(|name| self.add(module, format!("use {name}{}", gate(&item.attrs))));
            }
            Item::Type(item) if is_public(&item.vis) => {
                self.add(module, format!("type {} = {}{}", item.ident, text(&item.ty), age(&item.attrs)));
            }
            Item::Impl(item) => self.implementation(module, item),
            Item::Macro(item) => {
                let path = text(&item.mac.path).replace("wire::", "");
                let arguments = text(&item.mac.tokens);
                let name = arguments.split(',').next().unwrap_or_default().trim().to_owned();
                self.implements(module, &name, format!("{path}!{}", gate(&item.attrs)));
            }
            _ => {}
        }
    }

    fn attributes(&mut self, module: &str, name: &str, attributes: &[Attribute]) {
        for attribute in attributes {
            if attribute.path().is_ident("derive") {
                let derives = arguments(attribute);
                derives.split(',').for_each(|one| self.implements(module, name, one.trim().to_owned()));
            } else if ["non_exhaustive", "must_use", "deprecated"].iter().any(|kept| attribute.path().is_ident(kept)) {
                self.implements(module, name, format!("#[{}]", text(attribute.path())));
            }
        }
    }

    fn implements(&mut self, module: &str, name: &str, what: String) {
        self.traits.entry((module.to_owned(), name.to_owned())).or_default().insert(what);
    }

    fn implementation(&mut self, module: &str, item: &ItemImpl) {
        let Type::Path(path) = &*item.self_ty else { return };
        let name = text(&path.path);
        if let Some((of, _)) = &item.trait_ {
            let output = item.items.iter().find_map(|item| match item {
                ImplItem::Type(ty) if ty.ident == "Output" || ty.ident == "Item" => {
                    Some(format!("<{} = {}>", ty.ident, text(&ty.ty)))
                }
                _ => None,
            });
            self.implements(module, &name, format!("{}{}{}", text(of), output.unwrap_or_default(), gate(&item.attrs)));
            return;
        }
        for inner in &item.items {
            match inner {
                ImplItem::Fn(function) if is_public(&function.vis) => {
                    let (gate, age) = (gate(&function.attrs), age(&function.attrs));
                    let signature = text(&function.sig).replacen("fn ", "", 1);
                    let (signature, constant) = match signature.strip_prefix("const ") {
                        Some(signature) => (signature, " (const)"),
                        None => (&*signature, ""),
                    };
                    self.add(module, format!("{name}::{signature}{constant}{gate}{age}"));
                }
                ImplItem::Const(constant) if is_public(&constant.vis) => {
                    self.add(module, format!("{name}::{}: {}", constant.ident, text(&constant.ty)));
                }
                _ => {}
            }
        }
    }
}

/// Every name of a `use`, each with its whole path.
fn used(tree: &UseTree, path: &str, names: &mut Vec<String>) {
    let below =
        |name: &dyn std::fmt::Display| if path.is_empty() { name.to_string() } else { format!("{path}::{name}") };
    match tree {
        UseTree::Path(inner) => used(&inner.tree, &below(&inner.ident), names),
        UseTree::Name(name) => names.push(below(&name.ident)),
        UseTree::Rename(rename) => names.push(format!("{} as {}", below(&rename.ident), rename.rename)),
        UseTree::Glob(_) => names.push(below(&"*")),
        UseTree::Group(group) => group.items.iter().for_each(|inner| used(inner, path, names)),
    }
}
