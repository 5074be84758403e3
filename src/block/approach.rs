//! `approach`: one thing that people try, what is known of it, and what is not.

use serde::Deserialize;

use crate::block::cited::Cited;
use crate::slug::anchor;
use crate::yaml::Text;

/// How well something was studied for D-MER. None of these is more than very low certainty in the words of GRADE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// One or a few persons were described.
    CaseReport,
    /// Someone with knowledge thinks so.
    ExpertOpinion,
    /// Mothers say so.
    MothersReports,
    /// Nobody looked.
    NotStudied,
}

impl Evidence {
    /// The name as it is written in YAML; the locale has its words under `evidence-NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Evidence::CaseReport => "case-report",
            Evidence::ExpertOpinion => "expert-opinion",
            Evidence::MothersReports => "mothers-reports",
            Evidence::NotStudied => "not-studied",
        }
    }
}

/// What sort of thing it is: it decides which caution Ebb adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApproachType {
    /// Rest, breathing, telling someone.
    Everyday,
    /// A vitamin, a herb.
    Supplement,
    /// A medicine.
    Medicine,
    /// Another way of feeding.
    Feeding,
}

impl ApproachType {
    /// The name as it is written in YAML; the locale has its caution under `caution-NAME`.
    pub fn name(self) -> &'static str {
        match self {
            ApproachType::Everyday => "everyday",
            ApproachType::Supplement => "supplement",
            ApproachType::Medicine => "medicine",
            ApproachType::Feeding => "feeding",
        }
    }
}

/// One thing that people try.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    bound(deserialize = "T: Deserialize<'de> + Default, Cited<T>: Deserialize<'de>")
)]
pub struct Approach<T> {
    /// What it is called.
    pub name: Option<Text>,
    /// What stories call it by; made from the name where it is not written.
    pub id: Option<Text>,
    /// What sort of thing it is.
    #[serde(rename = "type")]
    pub sort: Option<ApproachType>,
    /// How well it was studied.
    pub evidence: Option<Evidence>,
    /// What is known.
    pub known: Option<T>,
    /// What can go wrong.
    pub risks: Option<T>,
    /// What is not known.
    pub unknown: Option<T>,
    /// Where this was read.
    pub sources: Cited<T>,
}

impl<T> Approach<T> {
    /// What stories call it by.
    pub fn id(&self) -> Option<String> {
        let written = self.id.as_ref().or(self.name.as_ref());
        written.map(|text| anchor(&text.0)).filter(|id| !id.is_empty())
    }

    /// The same with other texts.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> Approach<U> {
        Approach {
            name: self.name.clone(),
            id: self.id.clone(),
            sort: self.sort,
            evidence: self.evidence,
            known: self.known.as_ref().map(&mut *text),
            risks: self.risks.as_ref().map(&mut *text),
            unknown: self.unknown.as_ref().map(&mut *text),
            sources: self.sources.map(text),
        }
    }
}
