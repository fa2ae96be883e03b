//! Params at random, made of the spec: any subset of the members, values that are listed, near a limit, or wrong.
//! A seed gives the same params every time.

use gravityzone_spec::{Area, Member, Method, Spec, Ty, TypeKind, Word};
use serde_json::{Map, Value as Json, json};

/// Makes params of the methods of a spec.
pub struct Random<'s> {
    spec: &'s Spec,
    state: u64,
}

impl<'s> Random<'s> {
    /// Begins with a seed.
    #[must_use]
    pub fn new(spec: &'s Spec, seed: u64) -> Self {
        Self { spec, state: seed.wrapping_mul(2).wrapping_add(1) }
    }

    /// A number below `limit`, by xorshift.
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from((self.state >> 11) % limit.max(1) as u64).unwrap_or_default()
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<T: Clone>(&mut self, values: &[T]) -> Option<T> {
        values.get(self.below(values.len())).cloned()
    }

    /// Params of a method.
    pub fn params(&mut self, area: &'s Area, method: &'s Method) -> Json {
        let members: Vec<&Member> = method.params.iter().collect();
        self.object(area, &members, 0)
    }

    /// Some of the members; how many is drawn first, so that there are empty and full ones too.
    fn object(&mut self, area: &'s Area, members: &[&'s Member], depth: usize) -> Json {
        let rarity = 1 + self.below(5);
        let mut object = Map::new();
        for member in members {
            if self.one_in(rarity) {
                object.insert(member.name.clone(), self.member(area, member, depth));
            }
        }
        Json::Object(object)
    }

    fn member(&mut self, area: &'s Area, member: &'s Member, depth: usize) -> Json {
        let limits = [member.min, member.max].into_iter().flatten();
        let mut near: Vec<Json> = limits.flat_map(|limit| [limit - 1, limit, limit + 1]).map(Json::from).collect();
        near.extend(member.max_length.iter().flat_map(|max| {
            let max = usize::try_from(*max).unwrap_or_default();
            [json!("ø".repeat(max)), json!("ø".repeat(max + 1))]
        }));
        near.extend(member.allowed.iter().cloned());
        near.extend(member.default.clone());
        near.extend(member.clear.clone());
        match self.below(40) {
            0 => Json::Null,
            1 => json!("text"),
            2 => json!([]),
            3 => json!({}),
            n if n < 24 && !near.is_empty() => self.pick(&near).unwrap_or_default(),
            _ => self.value(area, &member.ty, depth),
        }
    }

    fn value(&mut self, area: &'s Area, ty: &'s Ty, depth: usize) -> Json {
        let spec = self.spec;
        match ty {
            Ty::Word(Word::Boolean) => self.one_in(2).into(),
            Ty::Word(Word::Flag) => self.below(2).into(),
            Ty::Word(Word::Integer | Word::Number) => self.below(12).into(),
            Ty::Word(Word::Date) => "2029-06-30".into(),
            Ty::Word(Word::Month) => "06/2029".into(),
            Ty::Word(_) | Ty::JsonText(_) => self.pick(&["a", "b", "small", "dice"]).into(),
            Ty::List(item) | Ty::OneOrMany(item) | Ty::Page(item) | Ty::Accepted(item) => {
                let count = self.below(4);
                (0..count).map(|_| self.value(area, item, depth + 1)).collect()
            }
            Ty::Map(_, value) => {
                let names: Vec<String> = (0..self.below(3)).map(|n| format!("k{n}")).collect();
                names.into_iter().map(|name| (name, self.value(area, value, depth + 1))).collect()
            }
            Ty::Name(name) => match spec.type_in(Some(area), name).map(|ty| &ty.kind) {
                Some(TypeKind::Codes(codes)) => {
                    let mut values: Vec<i64> = codes.iter().take(12).map(|code| code.code).collect();
                    values.push(9901);
                    self.pick(&values).into()
                }
                Some(TypeKind::Words(words)) => {
                    let mut values: Vec<&str> = words.iter().map(|word| word.word.as_str()).collect();
                    values.push("unknown");
                    self.pick(&values).into()
                }
                Some(TypeKind::Flags(_)) => self.one_in(2).into(),
                Some(TypeKind::Object(_)) if depth > 4 => json!({}),
                Some(TypeKind::Object(object)) => self.object(area, &spec.members(Some(area), object), depth + 1),
                Some(TypeKind::Union { tag, arms }) => {
                    let Some((text, object, _)) = arms.get(self.below(arms.len())) else { return json!({}) };
                    let object = spec.type_in(Some(area), object).map(|ty| &ty.kind);
                    let Some(TypeKind::Object(object)) = object else { return json!({}) };
                    let mut made = self.object(area, &spec.members(Some(area), object), depth + 1);
                    if let Some(tag) = tag {
                        made[tag] = if self.one_in(9) { "unknown".into() } else { text.as_str().into() };
                    }
                    made
                }
                Some(TypeKind::Forms(forms)) => match forms.get(self.below(forms.len())) {
                    Some((form, _)) => self.value(area, form, depth + 1),
                    None => Json::Null,
                },
                _ => "65a1b2c3d4e5f60718293b01".into(),
            },
        }
    }
}
