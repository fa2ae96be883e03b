//! The public API of the generated crates, one line an item, field and variant, as a reviewer reads it in a diff.
//! A line that goes or changes breaks a user; a line that comes does not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_tests::project::root;
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Stmt, Type, Visibility};

/// Lines of one crate, by the module at its top: `companies`.
#[derive(Default)]
struct Listing {
    lines: BTreeMap<String, BTreeSet<String>>,
    /// What each type implements, by `area::Type`.
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

/// The features that an item needs, as a suffix.
fn gate(attributes: &[Attribute]) -> String {
    let cfg = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    cfg.map(|attribute| format!(" if {}", text(&attribute.meta.require_list().unwrap().tokens))).collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

impl Listing {
    fn of(crate_folder: &str) -> Self {
        let src = root().join(crate_folder).join("src");
        let mut listing = Self::default();
        let mut folders = vec![src.clone()];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    listing.file(&src, &path);
                }
            }
        }
        let traits = std::mem::take(&mut listing.traits);
        for ((module, name), traits) in traits {
            let line = format!("{name}: {}", traits.into_iter().collect::<Vec<_>>().join(", "));
            listing.add(&module, line);
        }
        listing
    }

    fn add(&mut self, module: &str, line: String) {
        self.lines.entry(module.to_owned()).or_default().insert(line);
    }

    fn file(&mut self, src: &Path, path: &PathBuf) {
        let first = path.strip_prefix(src).unwrap().components().next().unwrap().as_os_str().to_str().unwrap();
        let module = first.trim_end_matches(".rs");
        let parsed = syn::parse_file(&std::fs::read_to_string(path).unwrap()).unwrap();
        parsed.items.iter().for_each(|item| self.item(module, item));
    }

    fn item(&mut self, module: &str, item: &Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                self.add(module, format!("struct {name}{}{}", text(&item.generics), gate(&item.attrs)));
                for (at, field) in item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
                    let field_name = field.ident.as_ref().map_or_else(|| at.to_string(), ToString::to_string);
                    self.add(module, format!("{name}.{field_name}: {}{}", text(&field.ty), gate(&field.attrs)));
                }
                self.attributes(module, &item.ident.to_string(), &item.attrs);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                self.add(module, format!("enum {}", item.ident));
                for variant in &item.variants {
                    let held =
                        if matches!(variant.fields, Fields::Unit) { String::new() } else { text(&variant.fields) };
                    self.add(module, format!("{}::{}{held}", item.ident, variant.ident));
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
                self.add(module, format!("mod {}{}", item.ident, gate(&item.attrs)))
            }
            Item::Use(item) if is_public(&item.vis) => {
                self.add(module, format!("use {}{}", text(&item.tree), gate(&item.attrs)));
            }
            Item::Impl(item) => self.implementation(module, item),
            Item::Macro(item) => {
                let path = text(&item.mac.path).replace("wire::", "");
                let arguments = text(&item.mac.tokens);
                let name = arguments.split(',').next().unwrap().trim().to_owned();
                self.implements(module, &name, format!("{path}!{}", gate(&item.attrs)));
            }
            _ => {}
        }
    }

    fn attributes(&mut self, module: &str, name: &str, attributes: &[Attribute]) {
        for attribute in attributes {
            if attribute.path().is_ident("derive") {
                let derives = text(&attribute.meta.require_list().unwrap().tokens);
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
                    let gate = gate(&function.attrs);
                    let signature = text(&function.sig).replacen("fn ", "", 1);
                    let (signature, constant) = match signature.strip_prefix("const ") {
                        Some(signature) => (signature, " (const)"),
                        None => (&*signature, ""),
                    };
                    self.add(module, format!("{name}::{signature}{constant}{gate}"));
                }
                ImplItem::Const(constant) if is_public(&constant.vis) => {
                    self.add(module, format!("{name}::{}: {}", constant.ident, text(&constant.ty)));
                }
                _ => {}
            }
        }
    }

    fn shown(&self, module: &str) -> String {
        self.lines[module].iter().map(|line| format!("{module}::{line}\n")).collect()
    }
}

#[test]
fn the_model_is_what_was_reviewed() {
    let listing = Listing::of("crates/gravityzone-model");
    let modules: Vec<&str> = listing.lines.keys().map(String::as_str).collect();
    assert_eq!(
        modules,
        ["accounts", "companies", "general", "integrations", "lib", "licensing", "network", "rates", "shared"]
    );
    for module in modules {
        insta::assert_snapshot!(format!("model_{module}"), listing.shown(module));
    }
}

#[test]
fn the_client_is_what_was_reviewed() {
    let listing = Listing::of("crates/gravityzone-client");
    let shown: String = listing.lines.keys().map(|module| listing.shown(module)).collect();
    insta::assert_snapshot!("client", shown);
}
