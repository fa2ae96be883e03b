//! The plan: every decision about the Rust code, taken before anything is printed.
//! Order is settled here too: areas and types by name, members and variants as the spec has them.

use crate::checks::ChecksPlan;
use gravityzone_spec::{Area, Code, Flag, Member, Method, Rule, Spec, Ty, Type, WordValue};

/// All that will be printed.
pub(crate) struct Plan<'s> {
    pub(crate) spec: &'s Spec,
    pub(crate) areas: Vec<AreaPlan<'s>>,
    /// Types that several areas use, by name; those with a file in enums/ get one of their own here too.
    pub(crate) shared: Vec<TypePlan<'s>>,
    /// What the client asks to find out what its key is for.
    pub(crate) probe: Option<ProbePlan>,
}

pub(crate) struct ProbePlan {
    pub(crate) key: ProbedPlan,
    /// The member that lists the APIs.
    pub(crate) apis: StepPlan,
    pub(crate) company: ProbedPlan,
    /// The member that tells the company's kind, its enum, and two variants of that.
    pub(crate) kind: StepPlan,
    pub(crate) kinds: String,
    pub(crate) partner: String,
    pub(crate) customer: String,
}

/// A method that is asked.
pub(crate) struct ProbedPlan {
    pub(crate) module: String,
    /// The request's name.
    pub(crate) request: String,
    /// `general.getApiKeyDetails`.
    pub(crate) wire: String,
}

pub(crate) struct AreaPlan<'s> {
    pub(crate) area: &'s Area,
    pub(crate) module: String,
    pub(crate) methods: Vec<MethodPlan<'s>>,
    /// Types that several methods use.
    pub(crate) types: Vec<TypePlan<'s>>,
    /// Names of shared types that the area re-exports.
    pub(crate) shared: Vec<String>,
}

pub(crate) struct MethodPlan<'s> {
    pub(crate) method: &'s Method,
    /// The request's name: `CreateCompany`.
    pub(crate) name: String,
    /// The file's and the handle function's name: `create_company`.
    pub(crate) snake: String,
    pub(crate) params: Vec<MemberPlan<'s>>,
    /// Types that only this method uses.
    pub(crate) types: Vec<TypePlan<'s>>,
    /// Paths of params that hold a secret.
    pub(crate) secrets: Vec<String>,
    /// What the request decides of the documented rules; none if there is nothing.
    pub(crate) checks: Option<ChecksPlan<'s>>,
    pub(crate) path: PathPlan,
    /// The method that shows whether a call was carried out, with its area.
    pub(crate) verify: Option<String>,
    pub(crate) paged: Option<PagedPlan>,
}

/// What stands behind `/api/` in the URL.
pub(crate) enum PathPlan {
    Fixed(String),
    /// By the value of a segment: the type's name, then each variant with its path.
    Segment {
        ty: String,
        paths: Vec<(String, String)>,
    },
}

pub(crate) struct PagedPlan {
    pub(crate) item: Ty,
    /// The way to the param that names the page, through the objects that hold it.
    pub(crate) page: Vec<StepPlan>,
    pub(crate) per_page: Vec<StepPlan>,
    /// The largest page.
    pub(crate) max: Option<i64>,
    /// Where an object of the method's own tells of the page; none of a `Page`, which tells it itself.
    pub(crate) envelope: Option<EnvelopePlan>,
}

/// Members of a result that tell of its place among the pages.
pub(crate) struct EnvelopePlan {
    pub(crate) items: StepPlan,
    pub(crate) total: Option<StepPlan>,
    pub(crate) page: Option<StepPlan>,
    pub(crate) per_page: Option<StepPlan>,
    pub(crate) pages_count: Option<StepPlan>,
    pub(crate) has_more: Option<StepPlan>,
}

/// A member on the way to a value.
pub(crate) struct StepPlan {
    pub(crate) rust: String,
    /// Whether it is always there; else it is an `Option`.
    pub(crate) plain: bool,
}

pub(crate) struct TypePlan<'s> {
    pub(crate) ty: &'s Type,
    pub(crate) name: String,
    pub(crate) kind: KindPlan<'s>,
}

pub(crate) enum KindPlan<'s> {
    Id,
    Codes(Vec<VariantPlan<&'s Code>>),
    Words(Vec<VariantPlan<&'s WordValue>>),
    Flags(Vec<&'s Flag>),
    Segment(Vec<VariantPlan<&'s (String, String)>>),
    Object(ObjectPlan<'s>),
    Union { tag: Option<&'s str>, arms: Vec<ArmPlan<'s>>, sent: bool },
    Forms { forms: Vec<FormPlan>, sent: bool, read: bool },
}

pub(crate) struct VariantPlan<T> {
    pub(crate) rust: String,
    pub(crate) value: T,
}

pub(crate) struct ArmPlan<'s> {
    pub(crate) rust: String,
    pub(crate) tag: &'s str,
    pub(crate) ty: Ty,
}

pub(crate) struct FormPlan {
    pub(crate) rust: String,
    /// The variant of `gravityzone_wire::private::Kind` that chooses it.
    pub(crate) kind: &'static str,
    pub(crate) ty: Ty,
}

pub(crate) struct ObjectPlan<'s> {
    pub(crate) sent: bool,
    pub(crate) members: Vec<MemberPlan<'s>>,
    pub(crate) extra: Option<&'s Ty>,
    pub(crate) rules: &'s [Rule],
    /// What of them the request decides, if the object is sent; none if there is nothing.
    pub(crate) checks: Option<ChecksPlan<'s>>,
}

pub(crate) struct MemberPlan<'s> {
    pub(crate) member: &'s Member,
    pub(crate) rust: String,
    pub(crate) hold: Hold,
    /// The type contains itself here.
    pub(crate) boxed: bool,
    /// The tag of the union in it stands in this member beside it.
    pub(crate) tag: Option<TagPlan>,
}

/// How a member holds its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// `T`: required when sent, always there when read.
    Plain,
    /// `Option<T>`.
    Optional,
    /// `Clearable<T>`, emptied by a text or by a list.
    Clearable { list: bool },
}

pub(crate) struct TagPlan {
    pub(crate) rust: String,
    /// Whether the tag is an enum; else it is a text.
    pub(crate) is_enum: bool,
}

impl ObjectPlan<'_> {
    /// Whether `Default` makes a value: nothing in it is always there.
    pub(crate) fn has_default(&self) -> bool {
        self.members.iter().all(|member| member.hold != Hold::Plain)
    }

    /// Whether members can be read straight into the object.
    pub(crate) fn is_own_slots(&self) -> bool {
        self.has_default() && self.members.iter().all(|member| member.tag.is_none())
    }
}
